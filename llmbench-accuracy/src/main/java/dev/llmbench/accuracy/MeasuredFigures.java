package dev.llmbench.accuracy;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import java.time.Duration;
import java.util.Optional;

/** The figures of a result by the names of {@link Figure}. */
final class MeasuredFigures {
    private static final double NANOS_PER_MILLI = 1e6;

    private MeasuredFigures() {}

    /** A figure in its unit; empty where the level has none. */
    static Optional<Double> value(LevelResult level, Figure figure, Statistic statistic) {
        Latencies latency = level.latency();
        return switch (figure) {
            case TIME_TO_FIRST_TOKEN -> millis(latency.timeToFirstToken(), statistic);
            // of a closed loop it says the same as the other
            case TIME_TO_FIRST_TOKEN_FROM_SCHEDULE ->
                level.load() instanceof LoadLevel.Rate
                        ? millis(latency.timeToFirstTokenFromSchedule(), statistic)
                        : Optional.empty();
            case INTER_TOKEN_LATENCY -> millis(latency.interTokenLatency(), statistic);
            case TIME_PER_OUTPUT_TOKEN -> millis(latency.timePerOutputToken(), statistic);
            case END_TO_END -> millis(latency.endToEndLatency(), statistic);
            case OUTPUT_TOKENS_PER_SECOND ->
                single(statistic, level.throughput().outputTokens().perSecond());
            case MEAN_CONCURRENCY ->
                single(statistic, level.throughput().steadiness().meanConcurrency());
        };
    }

    private static Optional<Double> millis(Distribution distribution, Statistic statistic) {
        Optional<Duration> value = statistic == Statistic.MEAN
                ? distribution.mean()
                : distribution.percentile(statistic.percentile()).value();
        return value.map(time -> time.toNanos() / NANOS_PER_MILLI);
    }

    private static Optional<Double> single(Statistic statistic, double value) {
        return statistic == Statistic.MEAN ? Optional.of(value) : Optional.empty();
    }
}
