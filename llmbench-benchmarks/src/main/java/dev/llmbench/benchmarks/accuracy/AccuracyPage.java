package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.ObservationDelay;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.benchmarks.accuracy.RowFindings.Finding;
import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The page of all errors.
 *
 * @param about machine, JVM and settings, a line each
 * @param rows what was found
 * @param floor whether the C client was measured, too
 */
record AccuracyPage(List<String> about, List<RowFindings> rows, boolean floor) {
    private static final List<Statistic> PROMISED = List.of(Statistic.MEAN, Statistic.P50, Statistic.P95);
    private static final List<Figure> LATENCIES = List.of(
            Figure.TIME_TO_FIRST_TOKEN, Figure.INTER_TOKEN_LATENCY, Figure.TIME_PER_OUTPUT_TOKEN, Figure.END_TO_END);
    private static final String NONE = "–";

    /** Returns the page in Markdown. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append(INTRODUCTION).append("\n## Result\n\n").append(goal()).append("\n\n");
        page.append(table()).append('\n').append(LEGEND).append('\n');
        page.append("\n## Where errors come from\n\n").append(SOURCES);
        page.append("\n## How it was measured\n\n");
        about.forEach(line -> page.append("- ").append(line).append('\n'));
        page.append(METHOD);
        page.append("\n## Every figure\n\n").append(DETAILS).append('\n');
        rows.stream().filter(row -> row.repetitions() > 0).forEach(row -> details(row, page));
        return page.toString();
    }

    /** Whether the goal is kept; empty where its row was not measured. */
    Optional<Boolean> goalKept() {
        return goalRow().map(row -> row.missed().isEmpty());
    }

    private Optional<RowFindings> goalRow() {
        return rows.stream()
                .filter(row -> row.row().id().equals(Rows.GOAL) && row.repetitions() > 0)
                .findFirst();
    }

    /** The goal in one sentence, and the rows that miss it. */
    String goal() {
        String promise = "mean, p50 and p95 of TTFT, TPOT and end-to-end latency within 0.5 ms or 0.5 % of the truth,"
                + " whichever is more, tokens/s and counts within 0.5 %";
        String first = goalRow()
                .map(row -> row.missed().isEmpty()
                        ? "**The goal is kept** at 512 streams x 30 tokens/s, about 15,000 tokens a second: " + promise
                                + "."
                        : "**The goal is missed** at 512 streams x 30 tokens/s by " + String.join(", ", row.missed())
                                + "; it is: " + promise + ".")
                .orElse("The goal was not judged: its row was not measured.");
        String others = rows.stream()
                .filter(row -> row.repetitions() > 0 && !row.row().id().equals(Rows.GOAL))
                .filter(row -> !row.missed().isEmpty())
                .map(row -> row.row().title() + " (" + String.join(", ", row.missed()) + ")")
                .collect(Collectors.joining("; "));
        return first
                + (others.isEmpty() ? " So is it on every other row." : " Other rows that miss it: " + others + ".");
    }

    private String table() {
        MarkdownTable table = new MarkdownTable(
                "server and load",
                "TTFT, ms",
                "ITL, ms",
                "TPOT, ms",
                "end-to-end, ms",
                "tokens/s, %",
                "concurrency, %",
                "counts",
                "p99 of TTFT, ITL, TPOT, end-to-end, ms",
                "the floor's p99, ms",
                "requests read after, ms",
                "events read after, ms",
                "verdict");
        for (RowFindings row : rows) {
            if (row.repetitions() == 0) {
                table.row(row.row().title(), "not measured", "", "", "", "", "", "", "", "", "", "", "");
                continue;
            }
            table.row(
                    row.row().title(),
                    errors(row, Figure.TIME_TO_FIRST_TOKEN) + fromSchedule(row),
                    errors(row, Figure.INTER_TOKEN_LATENCY),
                    errors(row, Figure.TIME_PER_OUTPUT_TOKEN),
                    errors(row, Figure.END_TO_END),
                    percent(row, Figure.OUTPUT_TOKENS_PER_SECOND),
                    percent(row, Figure.MEAN_CONCURRENCY),
                    counts(row),
                    LATENCIES.stream()
                            .map(figure -> row.finding(figure, Statistic.P99)
                                    .map(finding -> signed(finding.error().median()))
                                    .orElse(NONE))
                            .collect(Collectors.joining(" · ")),
                    floor(row),
                    delays(row, LevelAccuracy::requests),
                    delays(row, LevelAccuracy::events),
                    row.verdicts());
        }
        return table.text();
    }

    private static String delays(RowFindings row, Function<LevelAccuracy, ObservationDelay> which) {
        return number("%.2f", row.delayMillis(level -> which.apply(level).p50().toNanos())) + " · "
                + number(
                        "%.2f",
                        row.delayMillis(level -> which.apply(level).p99().toNanos()));
    }

    private static String errors(RowFindings row, Figure figure) {
        if (row.finding(figure, Statistic.MEAN).isEmpty()) {
            return NONE;
        }
        return PROMISED.stream()
                .map(statistic -> row.finding(figure, statistic)
                        .map(finding -> marked(finding, signed(finding.error().median())))
                        .orElse(NONE))
                .collect(Collectors.joining(" · "));
    }

    private static String fromSchedule(RowFindings row) {
        return row.finding(Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE, Statistic.MEAN)
                        .isEmpty()
                ? ""
                : "<br>from schedule " + errors(row, Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE);
    }

    private static String percent(RowFindings row, Figure figure) {
        return row.finding(figure, Statistic.MEAN)
                .map(finding ->
                        marked(finding, number("%+.3f", 100 * finding.error().median() / finding.truth())))
                .orElse(NONE);
    }

    private static String marked(Finding finding, String text) {
        return finding.missed() ? "**" + text + "**" : text;
    }

    private static String counts(RowFindings row) {
        return row.miscounts().isEmpty()
                ? "equal"
                : row.miscounts().stream().map(AccuracyPage::words).collect(Collectors.joining(", "));
    }

    private static String words(CountError count) {
        String words = count.count().label() + " " + number("%+d", count.error()) + " of " + count.truth();
        return count.within() ? words : "**" + words + "**";
    }

    private String floor(RowFindings row) {
        if (!floor) {
            return "not measured";
        }
        if (!FloorTrial.possible(row.row())) {
            return NONE;
        }
        return LATENCIES.stream()
                .map(figure -> row.floor(figure)
                        .map(estimate -> signed(estimate.median()))
                        .orElse(NONE))
                .collect(Collectors.joining(" · "));
    }

    private void details(RowFindings row, StringBuilder page) {
        page.append("<details><summary>")
                .append(row.row().title())
                .append(" (")
                .append(row.repetitions())
                .append(" repetitions")
                .append(row.discarded() == 0 ? "" : ", " + row.discarded() + " discarded")
                .append(")</summary>\n\n");
        MarkdownTable table =
                new MarkdownTable("figure", "", "truth", "error [95 % interval]", "%", "allowed", "p99 of the floor");
        for (Finding finding : row.findings()) {
            String unit = finding.figure().unit().label();
            table.row(
                    finding.figure().label(),
                    finding.figure().unit() == Figure.Unit.MILLISECONDS
                            ? finding.statistic().label()
                            : "",
                    number("%,.3f ", finding.truth()) + unit,
                    marked(finding, interval(finding.error())),
                    finding.middle()
                            .relative()
                            .map(share -> number("%+.3f", 100 * share))
                            .orElse(NONE),
                    finding.middle().promised()
                            ? number("%.3f", finding.middle().allowed())
                            : NONE,
                    finding.statistic() == Statistic.P99
                            ? row.floor(finding.figure())
                                    .map(AccuracyPage::interval)
                                    .orElse(NONE)
                            : "");
        }
        page.append(table.text()).append("\n</details>\n\n");
    }

    private static String interval(Estimate error) {
        return number("%+.3f", error.median()) + " [" + number("%+.3f", error.low()) + ", "
                + number("%+.3f", error.high()) + "]";
    }

    private static String signed(double millis) {
        return number("%+.2f", millis);
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static final String INTRODUCTION = """
            # How accurate llmbench is

            A benchmark tool is worth what its numbers are worth. Here a scripted server writes down when it received each request and when it handed each event to the socket, on the clock that all processes of the machine share. llmbench measures that server as it measures any other, and every figure that it reports is held against what the server's stamps say. An error is measured less true.

            This page is written by `scripts/accuracy.sh`. `llmbench doctor --accuracy` ([doctor.md](doctor.md)) measures the same on your machine in 20 s; in Java `Accuracy.measure(...)` of `llmbench-accuracy` does with any script and load.
            """;

    private static final String LEGEND = """
            Errors of latencies are those of mean · p50 · p95, in milliseconds; **bold** is further off than promised. TTFT is time to first token, ITL inter-token latency, TPOT time per output token, as [metrics.md](metrics.md) defines them. Counts are requests that succeeded and failed, output tokens and events of the window's requests: *equal* in every repetition, or the largest difference. p99 is shown and not promised: on a shared machine a few pauses decide it, so it stands beside that of the floor, the least C client that can measure the same ([measurements/floor.md](measurements/floor.md)), measured by turns; its requests can't be told apart, so its truth begins with the server's read. *Requests read after* is from the client's write of a request to the server's read, *events read after* from the server's write of an event to the client's read, each p50 · p99. The verdict is what llmbench said of its own windows.
            """;

    private static final String SOURCES = """
            The truth of TTFT and of end-to-end latency ends with the server's write of the first token and of the last. It begins when the request was in the server's machine, on loopback with the client's write. This server, like any other, knows only when it came to read the request; what that is late (its own pauses, and bursts of other work) a client rightly counts as latency of the server. So the truth begins with the client's stamp. That this stamp is not early can be seen twice: half of all requests are read by the server so soon behind it as *requests read after* says first; and against the server in C the kernel stamps each request's arrival, and the truth begins there ([measurements/overload.md](measurements/overload.md)).

            What is left as an error, all on this machine:

            - the way of the token: the server's write, the kernel, and the time until the client comes to read it;
            - when many events are there at once, those in front of it: each is stamped when it is read.

            So TTFT and end-to-end latency can only be too long. ITL and TPOT are differences of reads and lose what both reads have in common; their errors go both ways. Percentiles of more than 2,048 requests, and those of gaps, come from histograms of three digits, which adds up to 0.1 %. Tokens per second differ where tokens cross a border of the window on their way.

            Two errors are no mistake of the clock. Where an event carries several tokens and the server tells their number only at the end, the tokens of an answer are spread evenly over its events: the count is right, and ITL is an estimate. And what arrives in one read has one stamp: events that the server wrote apart and the client read together have a gap of zero between them.
            """;

    private static final String METHOD = """
            - Each repetition is a server process and a client process of its own, on loopback, plain HTTP/1.1, chat completions; rows take turns, so that what changes on the machine meets all of them.
            - Figures are medians of the errors of all repetitions; intervals are by bootstrap. Windows in which more than 3 % of the machine's CPU time was stolen are measured again.
            - The truth is computed by `llmbench-accuracy` from the server's stamps with code that shares nothing with the code that measures ([adr/0008](adr/0008-accuracy-is-a-module-of-its-own.md)).
            """;

    private static final String DETAILS =
            "Truth is the median of the repetitions; *allowed* is 0.5 % of it, of a time at least 0.5 ms, where a promise is made.";
}
