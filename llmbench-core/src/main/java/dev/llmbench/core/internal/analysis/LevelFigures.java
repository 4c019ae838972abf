package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The figures by which levels are compared, whether they were measured here or stand in an imported table.
 *
 * @param load the load
 * @param output output tokens per second
 * @param imported whether the figures come from a table, which has no intervals
 * @param endToEnd how long requests took
 * @param servedShare the share of the requests that were served
 * @param verdict whether the figures can be trusted
 */
public record LevelFigures(
        LoadLevel load, Rate output, boolean imported, EndToEnd endToEnd, double servedShare, Verdict verdict) {
    /**
     * How long requests took, from request to last token; in open loop from the intended start.
     *
     * @param p95 the 95th percentile
     * @param median the median
     */
    public record EndToEnd(Optional<Duration> p95, Optional<Duration> median) {}

    /**
     * Returns the figures of a level measured here.
     *
     * @param level the level
     * @return its figures
     */
    public static LevelFigures measured(LevelResult level) {
        Distribution times = endToEnd(level);
        return new LevelFigures(
                level.load(),
                level.throughput().outputTokens(),
                false,
                new EndToEnd(times.percentile(95).value(), times.median().value()),
                level.servedShare(),
                level.validity());
    }

    /**
     * Returns the figures of a load that was measured in several rounds: the mean throughput, latencies and requests of all
     * rounds together. INVALID rounds are left out, unless all are.
     *
     * @param rounds the rounds of one load, at least one
     * @return the load's figures; the interval reaches over every round
     */
    public static LevelFigures together(List<LevelResult> rounds) {
        List<LevelResult> valid = rounds.stream()
                .filter(level -> level.validity() != Verdict.INVALID)
                .toList();
        List<LevelResult> used = valid.isEmpty() ? rounds : valid;
        if (used.size() == 1) {
            return measured(used.get(0));
        }
        Distribution times = used.stream()
                .map(LevelFigures::endToEnd)
                .reduce(Distribution::plus)
                .orElseThrow();
        RequestCounts counts = used.stream()
                .map(level -> level.counts().measured())
                .reduce(RequestCounts::plus)
                .orElseThrow();
        return new LevelFigures(
                used.get(0).load(),
                mean(used.stream()
                        .map(level -> level.throughput().outputTokens())
                        .toList()),
                false,
                new EndToEnd(times.percentile(95).value(), times.median().value()),
                counts.servedShare(),
                used.stream().map(LevelResult::validity).reduce(Verdict::worse).orElseThrow());
    }

    /** The rounds' own intervals know nothing of how rounds differ, so their mean must at least hold every round. */
    private static Rate mean(List<Rate> rates) {
        double mean = rates.stream().mapToDouble(Rate::perSecond).average().orElseThrow();
        if (rates.stream().anyMatch(rate -> rate.interval().isEmpty())) {
            return Rate.of(mean);
        }
        List<Interval> intervals =
                rates.stream().map(rate -> rate.interval().orElseThrow()).toList();
        double low = Math.min(
                intervals.stream().mapToDouble(Interval::low).average().orElseThrow(),
                rates.stream().mapToDouble(Rate::perSecond).min().orElseThrow());
        double high = Math.max(
                intervals.stream().mapToDouble(Interval::high).average().orElseThrow(),
                rates.stream().mapToDouble(Rate::perSecond).max().orElseThrow());
        return new Rate(
                mean, Optional.of(new Interval(low, high, intervals.get(0).confidence())));
    }

    private static Distribution endToEnd(LevelResult level) {
        return level.load() instanceof LoadLevel.Rate
                ? level.latency().endToEndLatencyFromSchedule()
                : level.latency().endToEndLatency();
    }

    double tokensPerSecond() {
        return output.perSecond();
    }

    Optional<Interval> interval() {
        return output.interval();
    }

    /** Whether the figures say something about the server: used, and not void. */
    boolean comparable() {
        return verdict != Verdict.INVALID && tokensPerSecond() > 0;
    }

    /** Throughput in relation to that of another level: 1.05 for 5 % more. */
    double throughputRatio(LevelFigures other) {
        return tokensPerSecond() / other.tokensPerSecond();
    }

    /** Like with like: p95 where both have it, else the median, else nothing can be said. */
    Optional<LatencyRatio> latencyRatio(LevelFigures other) {
        return ratio("p95", endToEnd.p95(), other.endToEnd.p95())
                .or(() -> ratio("median", endToEnd.median(), other.endToEnd.median()));
    }

    private static Optional<LatencyRatio> ratio(String of, Optional<Duration> mine, Optional<Duration> others) {
        return mine.flatMap(time -> others.filter(other -> !other.isZero())
                .map(other -> new LatencyRatio(of, (double) time.toNanos() / other.toNanos())));
    }

    /** How end-to-end latency compares between two levels, and which percentile tells. */
    record LatencyRatio(String of, double ratio) {}
}
