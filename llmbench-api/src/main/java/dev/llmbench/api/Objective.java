package dev.llmbench.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A promise to keep: a percentile of a latency stays at or below a limit.
 *
 * <p>A level misses it when that percentile over all its requests is higher. A single request counts towards goodput
 * when it stays within the limits of every objective.
 *
 * @param metric the latency
 * @param percentile which percentile, above 0 and below 100
 * @param limit the largest allowed value
 */
public record Objective(LatencyMetric metric, double percentile, Duration limit) {
    private static final Pattern TEXT = Pattern.compile(
            "\\s*([a-z0-9_]+)\\.p([0-9]+(?:\\.[0-9]+)?)\\s*(?:=|<=|<)\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(us|ms|s|m)\\s*");

    /** Checks percentile and limit. */
    public Objective {
        if (!(percentile > 0 && percentile < 100)) {
            throw new IllegalArgumentException(
                    "the percentile of an objective must be above 0 and below 100, but was " + percentile);
        }
        Times.positive("the limit of an objective", limit);
    }

    /**
     * Returns an objective.
     *
     * @param metric the latency
     * @param percentile which percentile
     * @param limit the largest allowed value
     * @return the objective
     */
    public static Objective of(LatencyMetric metric, double percentile, Duration limit) {
        return new Objective(metric, percentile, limit);
    }

    /**
     * Reads the text form.
     *
     * @param text such as {@code ttft.p99=800ms}
     * @return the objective
     */
    public static Objective parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an objective; write METRIC.pPERCENTILE=LIMIT, such as ttft.p99=800ms");
        }
        long nanosPerUnit = switch (matcher.group(4)) {
            case "us" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            default -> 60_000_000_000L;
        };
        BigDecimal nanos = new BigDecimal(matcher.group(3)).multiply(BigDecimal.valueOf(nanosPerUnit));
        if (nanos.compareTo(BigDecimal.valueOf(Times.LONGEST.toNanos())) > 0) {
            throw new IllegalArgumentException(
                    "the limit in '" + text + "' is longer than " + Times.LONGEST.toDays() + " days");
        }
        return new Objective(
                LatencyMetric.byId(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Duration.ofNanos(nanos.longValue()));
    }

    /**
     * Returns the name without the limit.
     *
     * @return such as {@code ttft.p99}
     */
    public String name() {
        return metric.id() + ".p"
                + BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return name() + "="
                + BigDecimal.valueOf(limit.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
    }
}
