package dev.llmbench.core.internal.measure;

import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Timeline;
import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.record.ArrivedTokens;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.TokenTarget;
import dev.llmbench.core.internal.record.WindowSteps;
import dev.llmbench.core.internal.record.WindowTotals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How a level went over time: its window second by second, and when a race was won. */
final class LevelCourse {
    private static final int BINS_OF_STEP = (int) (WindowSteps.STEP_NANOS / WindowTotals.BIN_NANOS);

    private LevelCourse() {}

    /**
     * Returns the window step by step.
     *
     * @param tokens token weights in bins of {@link WindowTotals#BIN_NANOS}
     * @param steps what else happened in each step
     * @param windowNanos length of the window
     */
    static Timeline timeline(double[] tokens, WindowSteps steps, long windowNanos) {
        List<Timeline.Step> all = new ArrayList<>();
        for (int i = 0; i * WindowSteps.STEP_NANOS < windowNanos; i++) {
            long length = Math.min(WindowSteps.STEP_NANOS, windowNanos - i * WindowSteps.STEP_NANOS);
            double arrived = Arrays.stream(tokens, i * BINS_OF_STEP, Math.min(tokens.length, (i + 1) * BINS_OF_STEP))
                    .sum();
            all.add(new Timeline.Step(
                    arrived * 1e9 / length,
                    steps.inFlightNanos(i) / length,
                    steps.firstTokens(i),
                    meanTimeToFirstToken(steps, i),
                    steps.failures(i)));
        }
        return new Timeline(Duration.ofNanos(WindowSteps.STEP_NANOS), all);
    }

    private static Optional<Duration> meanTimeToFirstToken(WindowSteps steps, int step) {
        long count = steps.firstTokens(step);
        return count == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round(steps.firstTokenNanos(step) / count)));
    }

    /**
     * Returns what ended the window. An estimate of the sum may be ahead of the counts that come with the end of each answer:
     * then the load has ended already, and the target is never reached.
     */
    static String endedBy(String rule, Optional<TimeToTarget> race) {
        boolean estimatedTooHigh = rule.equals(LevelRun.TOKENS)
                && race.filter(course -> course.time().isEmpty()).isPresent();
        return estimatedTooHigh
                ? rule + ", by an estimate that was too high: the counts at the end of the answers were smaller"
                : rule;
    }

    /** Returns how the race for a number of tokens went. */
    static TimeToTarget race(TokenTarget target, LevelRecorder recorder) {
        return target.exact() ? exactly(target, recorder.clock().start()) : afterwards(target, recorder);
    }

    private static TimeToTarget exactly(TokenTarget target, long start) {
        OptionalLong crossed = target.crossedAt();
        return new TimeToTarget(
                target.target(),
                crossed.isPresent() ? Optional.of(Duration.ofNanos(crossed.getAsLong() - start)) : Optional.empty(),
                Math.max(0, target.sum() - target.target()),
                true);
    }

    private static TimeToTarget afterwards(TokenTarget target, LevelRecorder recorder) {
        double tokensPerEvent = recorder.totals().tokensPerEvent();
        ArrivedTokens arrived = recorder.arrived().orElseThrow();
        OptionalLong crossed = arrived.timeOf(target.target(), tokensPerEvent);
        return new TimeToTarget(
                target.target(),
                crossed.isPresent() ? Optional.of(Duration.ofNanos(crossed.getAsLong())) : Optional.empty(),
                Math.max(0, Math.round(arrived.total(tokensPerEvent)) - target.target()),
                false);
    }
}
