package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Latencies;
import dev.llmbench.api.Objective;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.Quantile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether a level kept the promises of its plan. */
public final class Objectives {
    private Objectives() {}

    /**
     * Judges each promise by its percentile over all requests, in which failed and dropped ones are infinitely slow.
     *
     * <p>Where so many requests were cut off that the percentile is only a lower bound, a promise is kept only if the
     * interval's upper end, which takes them as infinitely slow, is within the limit too.
     *
     * @param objectives the promises
     * @param latency the latencies of the level
     * @return an outcome for each promise, in their order
     */
    public static List<ObjectiveOutcome> outcomes(List<Objective> objectives, Latencies latency) {
        return objectives.stream()
                .map(objective -> {
                    Quantile measured = latency.of(objective.metric()).percentileOfAll(objective.percentile());
                    return new ObjectiveOutcome(objective, measured, met(measured, objective.limit()));
                })
                .toList();
    }

    private static boolean met(Quantile measured, Duration limit) {
        return within(measured.value(), limit)
                && (!measured.atLeast() || within(measured.interval().flatMap(interval -> interval.high()), limit));
    }

    private static boolean within(Optional<Duration> time, Duration limit) {
        return time.filter(value -> value.compareTo(limit) <= 0).isPresent();
    }
}
