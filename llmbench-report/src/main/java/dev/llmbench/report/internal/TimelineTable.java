package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Timeline;
import java.util.List;

/** The time series of all levels as CSV. */
public final class TimelineTable {
    /** The columns in their order. The names are part of the file format: append, never rename. */
    public static final List<String> COLUMNS = List.of(
            "level",
            "second",
            "output_tokens_per_second",
            "mean_in_flight",
            "first_tokens",
            "mean_ttft_ms",
            "failures",
            "simulated");

    private static final String END_OF_LINE = "\r\n";

    private TimelineTable() {}

    /**
     * Returns the time series of a result.
     *
     * @param result the result
     * @return the head line and a line for every step of every level
     */
    public static String render(BenchmarkResult result) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(END_OF_LINE);
        for (LevelResult level : result.levels()) {
            level.timeline()
                    .ifPresent(timeline -> add(
                            text, level.point().label(), timeline, result.run().simulated()));
        }
        return text.toString();
    }

    private static void add(StringBuilder text, String level, Timeline timeline, boolean simulated) {
        for (int i = 0; i < timeline.steps().size(); i++) {
            Timeline.Step step = timeline.steps().get(i);
            text.append(String.join(
                            ",",
                            CsvValue.quoted(level),
                            CsvValue.seconds(timeline.step().multipliedBy(i)),
                            CsvValue.number(step.outputTokensPerSecond()),
                            CsvValue.number(step.meanConcurrency()),
                            Long.toString(step.firstTokens()),
                            step.meanTimeToFirstToken().map(CsvValue::millis).orElse(CsvValue.ABSENT),
                            Long.toString(step.failures()),
                            Boolean.toString(simulated)))
                    .append(END_OF_LINE);
        }
    }
}
