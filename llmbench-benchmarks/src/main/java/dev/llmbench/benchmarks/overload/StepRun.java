package dev.llmbench.benchmarks.overload;

import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step, measured once.
 *
 * @param step which
 * @param accuracy how far figures were off
 * @param clientCpu CPU time of the client over the window's length, 1 for a full processor
 * @param serverCpu CPU time of the server likewise
 */
record StepRun(Step step, LevelAccuracy accuracy, double clientCpu, double serverCpu) {
    /** Above this share of its processor the server itself may be late, and its delays are not the client's errors. */
    private static final double SERVER_FULL = 0.9;

    private static final double SHORTEST_WAIT_MILLIS = 0.5;

    private static final double FAR = 0.02;
    private static final double CLOSE = 0.01;

    /** A figure on which the goal is judged. */
    record Judged(Figure figure, Statistic statistic) {
        String label() {
            return figure == Figure.OUTPUT_TOKENS_PER_SECOND
                    ? figure.label()
                    : statistic.label() + " " + figure.label();
        }
    }

    /** The figures on which the goal is judged. */
    static final List<Judged> JUDGED = List.of(
            new Judged(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN),
            new Judged(Figure.TIME_PER_OUTPUT_TOKEN, Statistic.MEAN),
            new Judged(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95));

    /** Returns the error of a figure as a fraction of the truth. */
    double off(Judged judged) {
        return accuracy.error(judged.figure(), judged.statistic())
                .flatMap(FigureError::relative)
                .orElse(0.0);
    }

    /** Returns whether any judged figure is off by more than 2 %: then the verdict must not be VALID. */
    boolean far() {
        return JUDGED.stream().anyMatch(judged -> Math.abs(off(judged)) > FAR);
    }

    /** Returns whether every judged figure is within 1 %: then the verdict should be VALID. */
    boolean close() {
        return JUDGED.stream().allMatch(judged -> Math.abs(off(judged)) <= CLOSE);
    }

    /**
     * Returns whether requests waited for the server, or its own processor was full: a time to first token is then longer than the
     * server says by what is no delay of the client.
     */
    boolean serverLate() {
        double firstTokenMillis = accuracy.error(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95)
                .map(FigureError::truth)
                .orElse(0.0);
        double waitedMillis = accuracy.requests().p99().toNanos() / 1e6;
        return serverCpu > SERVER_FULL || waitedMillis > Math.max(SHORTEST_WAIT_MILLIS, CLOSE * firstTokenMillis);
    }

    /** Returns whether llmbench said that its figures are doubtful or wrong. */
    boolean flagged() {
        return accuracy.verdict() != Verdict.VALID;
    }

    /** Returns what llmbench said of its own delay in the p95 of time to first token, in percent; 0 where it said nothing. */
    double ownDelayPercent() {
        return accuracy.level().verdict().validity().findings().stream()
                .filter(finding -> finding.check() == ValidityCheck.OWN_DELAY)
                .findFirst()
                .flatMap(Validity.Finding::value)
                .orElse(0.0);
    }

    /** Returns the verdict with its reasons, such as {@code SUSPECT (own CPU 71 %)}. */
    String verdict() {
        String reasons = accuracy.level().verdict().validity().reasons().stream()
                .map(StepRun::words)
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? accuracy.verdict().toString() : accuracy.verdict() + " (" + reasons + ")";
    }

    private static String words(Validity.Finding finding) {
        return finding.check().label()
                + finding.value()
                        .map(value -> String.format(java.util.Locale.ROOT, " %.3g ", value)
                                + finding.check().unit())
                        .orElse("");
    }
}
