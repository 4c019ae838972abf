package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Comparison.Metric;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.TimeToTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The values of one level by which results are compared, each with an interval of 95 % where there is one. */
final class ComparedValues {
    private static final double CONFIDENCE = 0.95;

    /** The two-sided 95 % quantile of the normal distribution. */
    private static final double Z = 1.959964;

    /** Below so many completions, of each user in a closed loop, not even their number's scatter can be told. */
    private static final double FEWEST = 10;

    private static final double PERCENT = 100;

    /** So many requests failed that even the lower end of the interval is one of them. */
    private static final Interval BEYOND = new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, CONFIDENCE);

    private ComparedValues() {}

    static Value of(Metric metric, LevelResult level) {
        Latencies latency = level.latency();
        boolean scheduled = level.load() instanceof LoadLevel.Rate;
        Distribution first = scheduled ? latency.timeToFirstTokenFromSchedule() : latency.timeToFirstToken();
        Distribution whole = scheduled ? latency.endToEndLatencyFromSchedule() : latency.endToEndLatency();
        List<Quantile> gaps = latency.perToken().interTokenLatencyQuantiles();
        return switch (metric) {
            case OUTPUT_TOKENS -> rate(level.throughput().outputTokens());
            case REQUESTS -> requests(level);
            case TTFT_P50 -> quantile(first.percentileOfAll(50));
            case TTFT_P99 -> quantile(first.percentileOfAll(99));
            case ITL_P50 -> quantile(gap(50, gaps, latency));
            case ITL_P99 -> quantile(gap(99, gaps, latency));
            case TPOT_P50 -> quantile(latency.timePerOutputToken().median());
            case E2E_P50 -> quantile(whole.percentileOfAll(50));
            case E2E_P99 -> quantile(whole.percentileOfAll(99));
            case SUCCESS_RATE -> successRate(level.counts().measured());
            case TIME_TO_TARGET -> timeToTarget(level);
            case COST -> level.verdict().cost().map(cost -> cost(cost, level)).orElseGet(Value::none);
        };
    }

    /** One race has no interval: how much it scatters only repeats can tell. */
    private static Value timeToTarget(LevelResult level) {
        return level.window()
                .race()
                .flatMap(TimeToTarget::time)
                .map(time -> new Value(Optional.of(time.toNanos() / 1e9), Optional.empty(), false))
                .orElseGet(Value::none);
    }

    private static Value rate(Rate rate) {
        return new Value(Optional.of(rate.perSecond()), rate.interval(), false);
    }

    /**
     * Where requests have no interval of their own, their number scatters as a Poisson one in an open loop. Users who wait
     * for their answers finish in waves when their answers are equally long: where the window ends decides whether a whole
     * wave is in it.
     */
    private static Value requests(LevelResult level) {
        Rate rate = level.throughput().requests();
        double seconds = level.window().length().toNanos() / 1e9;
        double count = Math.rint(rate.perSecond() * seconds);
        double wave = users(level);
        boolean tooFew = count < FEWEST * Math.max(1, wave);
        if (rate.interval().isPresent() || tooFew) {
            return new Value(Optional.of(rate.perSecond()), rate.interval(), tooFew);
        }
        double half = Math.max(Z * Math.sqrt(count), wave) / seconds;
        Interval interval = new Interval(Math.max(0, rate.perSecond() - half), rate.perSecond() + half, CONFIDENCE);
        return new Value(Optional.of(rate.perSecond()), Optional.of(interval), false);
    }

    /** How many requests may end together: the users of a closed loop, 0 in an open one. */
    private static double users(LevelResult level) {
        if (level.load() instanceof LoadLevel.Rate) {
            return 0;
        }
        return saturationUsers(level).orElse(level.load().maxInFlight().orElse(0));
    }

    /** How many users a saturation found; empty for other loads. */
    static OptionalInt saturationUsers(LevelResult level) {
        String users = level.extra().getOrDefault("saturation.users", "");
        return users.matches("[0-9]{1,9}") ? OptionalInt.of(Integer.parseInt(users)) : OptionalInt.empty();
    }

    /** Percentiles over gaps have their intervals by bootstrap over requests, made when they were measured. */
    private static Quantile gap(double percentile, List<Quantile> made, Latencies latency) {
        return made.stream()
                .filter(quantile -> quantile.percentile() == percentile)
                .findFirst()
                .orElseGet(() -> latency.interTokenLatency().percentile(percentile));
    }

    private static Value quantile(Quantile quantile) {
        Optional<Double> value = quantile.unbounded()
                ? Optional.of(Double.POSITIVE_INFINITY)
                : quantile.value().map(ComparedValues::millis);
        Optional<Interval> interval = quantile.interval()
                .map(times -> new Interval(
                        millis(times.low()),
                        times.high().map(ComparedValues::millis).orElse(Double.POSITIVE_INFINITY),
                        times.confidence()))
                .or(() -> quantile.unbounded() && !quantile.tooFew() ? Optional.of(BEYOND) : Optional.empty());
        return new Value(value, interval, quantile.tooFew());
    }

    /** Wilson's interval, which is right near 0 and 1 too. */
    private static Value successRate(RequestCounts counts) {
        double total = counts.succeeded() + counts.failedTotal();
        if (total == 0) {
            return Value.none();
        }
        double share = counts.succeeded() / total;
        double square = Z * Z / total;
        double middle = (share + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / total + square / (4 * total));
        Interval interval =
                new Interval(PERCENT * Math.max(0, middle - half), PERCENT * Math.min(1, middle + half), CONFIDENCE);
        return new Value(Optional.of(PERCENT * share), Optional.of(interval), false);
    }

    /** Cost falls as throughput grows, and so do the ends of its interval. */
    private static Value cost(Cost cost, LevelResult level) {
        double price = cost.perMillionOutputTokens().units().doubleValue();
        Rate output = level.throughput().outputTokens();
        Optional<Interval> interval = output.interval()
                .filter(around -> around.low() > 0)
                .map(around -> new Interval(
                        price * output.perSecond() / around.high(),
                        price * output.perSecond() / around.low(),
                        around.confidence()));
        return new Value(Optional.of(price), interval, false);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
