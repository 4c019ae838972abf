package dev.llmbench.benchmarks.overload;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The page of the overload.
 *
 * @param about machine, JVM and settings, a line each
 * @param runs in the order in which they were measured
 */
record OverloadPage(List<String> about, List<StepRun> runs) {
    private static final double[] LIMITS = {0.01, 0.02, 0.05};
    private static final long SEED = 1;

    /** Returns the page in Markdown. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append(INTRODUCTION)
                .append("\n## Result\n\n")
                .append(Goals.of(runs).words())
                .append("\n\n");
        for (Series series : Series.values()) {
            List<StepRun> all =
                    runs.stream().filter(run -> run.series() == series).toList();
            if (!all.isEmpty()) {
                page.append("## ").append(capital(series.words())).append("\n\n");
                page.append(table(all)).append('\n').append(first(all)).append("\n\n");
            }
        }
        page.append(LEGEND).append("\n## How it was measured\n\n");
        about.forEach(line -> page.append("- ").append(line).append('\n'));
        page.append(METHOD);
        return page.toString();
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String table(List<StepRun> runs) {
        List<String> titles = new ArrayList<>(List.of("step", "tokens/s sent"));
        StepRun.JUDGED.forEach(judged -> titles.add(judged.label() + ", %"));
        titles.addAll(List.of("own delay, %", "events read after, ms", "client CPU", "server CPU", "verdicts"));
        MarkdownTable table = new MarkdownTable(titles.toArray(String[]::new));
        for (List<StepRun> repeats : bySteps(runs)) {
            List<String> cells = new ArrayList<>();
            cells.add(Integer.toString(repeats.get(0).step().number()));
            cells.add(number("%,.0f", middle(repeats, StepRun::sentPerSecond)));
            StepRun.JUDGED.forEach(judged -> cells.add(
                    repeats.stream().map(run -> error(run.off(judged))).collect(Collectors.joining(" · "))));
            cells.add(repeats.stream()
                    .map(run -> number("%.2f", run.ownDelayPercent()))
                    .collect(Collectors.joining(" · ")));
            cells.add(number("%.2f", middle(repeats, StepRun::eventP50Millis))
                    + " · "
                    + number("%.2f", middle(repeats, StepRun::eventP99Millis)));
            cells.add(number("%.0f %%", 100 * middle(repeats, StepRun::clientCpu)));
            cells.add(number("%.0f %%", 100 * middle(repeats, StepRun::serverCpu)));
            cells.add(repeats.stream()
                    .map(run -> run.serverLate() ? "*" + run.words() + "*" : run.words())
                    .collect(Collectors.joining("<br>")));
            table.row(cells.toArray(String[]::new));
        }
        return table.text();
    }

    private static List<List<StepRun>> bySteps(List<StepRun> runs) {
        return List.copyOf(runs.stream()
                .collect(Collectors.groupingBy(run -> run.step().number(), java.util.TreeMap::new, Collectors.toList()))
                .values());
    }

    private static double middle(List<StepRun> repeats, ToDoubleFunction<StepRun> value) {
        return Estimate.median(repeats.stream().mapToDouble(value).toArray(), SEED)
                .median();
    }

    private static String error(double off) {
        String text = number("%+.2f", 100 * off);
        return Math.abs(off) > LIMITS[1] ? "**" + text + "**" : text;
    }

    /** From which step on each figure bends, by the median of the repeats. */
    private static String first(List<StepRun> runs) {
        return StepRun.JUDGED.stream()
                .map(judged -> judged.label() + " is off by "
                        + java.util.Arrays.stream(LIMITS)
                                .mapToObj(limit ->
                                        "more than " + number("%.0f %%", 100 * limit) + " " + from(runs, judged, limit))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ", "First: ", "."));
    }

    private static String from(List<StepRun> runs, StepRun.Judged judged, double limit) {
        return bySteps(runs).stream()
                .filter(repeats -> middle(repeats, run -> Math.abs(run.off(judged))) > limit)
                .findFirst()
                .map(repeats -> "at step " + repeats.get(0).step().number() + " ("
                        + number("%,.0f", middle(repeats, StepRun::sentPerSecond)) + "/s)")
                .orElse("at none");
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static final String INTRODUCTION = """
            # Overload

            Every client has a limit, and a client that is driven over it measures itself. What matters is that it says so. Here the load grows in steps until llmbench bends, and for every step this page tells how far its figures were off and what its verdict was. The goal: where tokens/s, mean TPOT or p95 TTFT is off by more than 2 %, the verdict is not VALID; where all three are within 1 %, at most one run in twenty is flagged.

            This page is written by `scripts/overload.sh`. What an error is and where it comes from stands in [accuracy.md](../accuracy.md), what the verdict rests on in [metrics.md](../metrics.md).
            """;

    private static final String LEGEND = """
            Errors are measured less true, of each repeat, **bold** above 2 %; the own delay is what llmbench itself says that it adds to the p95 of TTFT, in each repeat; all else is the median of the repeats. *Events read after* is from the server's write of an event to the client's read, p50 · p99. CPU is that of the whole process over the window, 100 % is one processor. TTFT is time to first token, TPOT time per output token.
            """;

    private static final String METHOD = """
            - Each repeat of a step is a server process and a client process of its own, each on a processor of its own, on loopback; steps go up and the whole ladder is repeated.
            - The truth is what the server's stamps say, also where it could not keep its schedule: only what the client makes of it is an error. TTFT begins when the request's last byte reached the server's socket, by the kernel's stamp (of the scripted server: with the client's write). Where requests waited for the server (p99 from the client's write to the stamp above 1 % of its time to first token), or its processor was more than 90 % busy, TTFT is longer than the server knows by what is no delay of the client: of a real server it would be a part of it. Such runs are shown in *italics* and not judged.
            - Windows in which more than 3 % of the machine's CPU time was stolen are measured again.
            """;
}
