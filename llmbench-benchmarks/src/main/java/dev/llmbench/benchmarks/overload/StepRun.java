package dev.llmbench.benchmarks.overload;

import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * One step, measured once.
 *
 * @param series how the client was driven
 * @param repeat which time, from 1
 * @param step which
 * @param off errors of the judged figures by their labels, as fractions of the truth
 * @param sentPerSecond tokens a second that the server sent
 * @param firstTokenMillis the true p95 of time to first token
 * @param requestWaitMillis from the client's write of a request to when the server's system had it, p99
 * @param eventP50Millis from the server's write of an event to the client's read, p50
 * @param eventP99Millis the same, p99
 * @param verdict the verdict
 * @param reasons what it rests on, such as {@code own CPU 71 %}; empty where it is VALID
 * @param ownDelayPercent what llmbench said of its own delay in the p95 of time to first token; 0 where it said nothing
 * @param clientCpu CPU time of the client over the window's length, 1 for a full processor
 * @param serverCpu CPU time of the server likewise
 */
record StepRun(
        Series series,
        int repeat,
        Step step,
        Map<String, Double> off,
        double sentPerSecond,
        double firstTokenMillis,
        double requestWaitMillis,
        double eventP50Millis,
        double eventP99Millis,
        Verdict verdict,
        String reasons,
        double ownDelayPercent,
        double clientCpu,
        double serverCpu) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Above this share of its processor the server itself may be late, and its delays are not the client's errors. */
    private static final double SERVER_FULL = 0.9;

    private static final double SHORTEST_WAIT_MILLIS = 0.5;

    private static final double FAR = 0.02;
    private static final double CLOSE = 0.01;

    StepRun {
        off = Map.copyOf(off);
    }

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

    /** Takes from a level what is shown of it. */
    static StepRun of(Series series, int repeat, Step step, LevelAccuracy level, double clientCpu, double serverCpu) {
        Map<String, Double> off = JUDGED.stream()
                .collect(Collectors.toMap(
                        Judged::label,
                        judged -> level.error(judged.figure(), judged.statistic())
                                .flatMap(FigureError::relative)
                                .orElse(0.0)));
        Validity validity = level.level().verdict().validity();
        return new StepRun(
                series,
                repeat,
                step,
                off,
                truth(level, Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN),
                truth(level, Figure.TIME_TO_FIRST_TOKEN, Statistic.P95),
                millis(level.requests().p99()),
                millis(level.events().p50()),
                millis(level.events().p99()),
                level.verdict(),
                validity.reasons().stream().map(StepRun::words).collect(Collectors.joining(", ")),
                validity.findings().stream()
                        .filter(finding -> finding.check() == ValidityCheck.OWN_DELAY)
                        .findFirst()
                        .flatMap(Validity.Finding::value)
                        .orElse(0.0),
                clientCpu,
                serverCpu);
    }

    private static double truth(LevelAccuracy level, Figure figure, Statistic statistic) {
        return level.error(figure, statistic).map(FigureError::truth).orElse(0.0);
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    private static String words(Validity.Finding finding) {
        return finding.check().label()
                + finding.value()
                        .map(value -> String.format(Locale.ROOT, " %.3g ", value)
                                + finding.check().unit())
                        .orElse("");
    }

    /** Returns one line of JSON, without an end. */
    String toJson() {
        return MAPPER.writeValueAsString(this);
    }

    /** Reads what {@link #toJson} wrote. */
    static StepRun parse(String json) {
        return MAPPER.readValue(json, StepRun.class);
    }

    /** Returns whether this is the measurement of a step of a ladder. */
    boolean is(Series wanted, int time, Step which) {
        return series == wanted && repeat == time && step.number() == which.number();
    }

    /** Returns the error of a figure as a fraction of the truth. */
    double off(Judged judged) {
        return off.getOrDefault(judged.label(), 0.0);
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
        return serverCpu > SERVER_FULL || requestWaitMillis > Math.max(SHORTEST_WAIT_MILLIS, CLOSE * firstTokenMillis);
    }

    /** Returns whether llmbench said that its figures are doubtful or wrong. */
    boolean flagged() {
        return verdict != Verdict.VALID;
    }

    /** Returns the verdict with its reasons, such as {@code SUSPECT (own CPU 71 %)}. */
    String words() {
        return reasons.isEmpty() ? verdict.toString() : verdict + " (" + reasons + ")";
    }
}
