package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Peer.Language;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of what was measured. */
final class Report {
    private static final String STEADY = "steady";
    private static final String BOTH = "both";
    private static final String LADDER = "ladder";

    private final List<Outcome> outcomes;
    private final Names names;
    private final Runs steady;
    private final StringBuilder page = new StringBuilder();

    /**
     * Creates a report.
     *
     * @param outcomes all that was measured
     * @param names of the clients
     */
    Report(List<Outcome> outcomes, Names names) {
        this.outcomes = List.copyOf(outcomes);
        this.names = names;
        this.steady = Runs.usable(outcomes, STEADY);
    }

    /** Returns the page in Markdown. */
    String markdown() {
        head();
        clients();
        DuelTable duels = new DuelTable(steady, names);
        String duelTable = duels.text();
        goals(duels);
        section("Errors by each tool's own definitions", """
                Median of the repetitions of what was reported minus what should have been, from the server's stamps, by the \
                tool's own definitions, its own way of taking percentiles among them. A request starts when the server has \
                read it: what a client takes to send it is part of its error.""");
        errors(Errors.BY_OWN_DEFINITION);
        section("Who is nearer to the truth", """
                For each figure that both report, the sizes of the errors repetition by repetition, llmbench minus the other; \
                better or worse is what the 95 % interval of the median (bootstrap) excludes zero for.""");
        page.append(duelTable);
        section("Errors by llmbench's definitions", """
                The same reports held against llmbench's definitions ([metrics.md](../metrics.md)): what somebody is off by \
                who takes the name for it.""");
        errors(Errors.BY_OURS);
        costs("CPU time and memory", STEADY, """
                While the load is full: from the moment when every stream has had its first token until the first stream has \
                no more to ask. Start, imports, prompts and the computation of results stand beside. CPU time is that of all \
                processes of a client; memory is their proportional set size. "At once" is how many requests the server had at most: \
                a client that shows fewer than there are streams could not keep up, and its figures are those of a lighter \
                load. The floor is a program in C that reads, finds events and stamps them: at few streams nearly all of a \
                token's cost is the kernel's, so that nobody can be cheaper, and the goal of a third may be out of reach. In \
                brackets 95 % intervals.""");
        costs("On all processors", BOTH, """
                The same with every client free to use all processors, with a worker for each where it has workers.""");
        ladder();
        failures();
        return page.toString();
    }

    private void head() {
        page.append("# Peers side by side\n\n");
        page.append("""
                llmbench and other load generators by turns against the same server, in a process of its own, which sends at \
                set times and keeps when it sent each event (which one it was, the commands at the end tell). The order \
                changes from repetition to repetition. Server and client have a processor each; clients of several processes \
                share theirs among them.

                """);
        page.append(Machine.describe()).append(".\n\n");
        page.append("Made by `scripts/peers/compare.sh report`; how to measure again stands at the end.\n");
    }

    private void section(String title, String text) {
        page.append("\n## ").append(title).append("\n\n").append(text).append("\n\n");
    }

    private void clients() {
        section("The tools", "Each with the settings that serve it best here, all over the chat route.");
        Map<String, String> versions = new LinkedHashMap<>();
        outcomes.forEach(outcome -> versions.put(outcome.client(), outcome.version()));
        MarkdownTable table = new MarkdownTable("tool", "version", "settings", "people take it for");
        versions.forEach((client, version) -> table.row(
                names.title(client),
                version,
                names.peer(client).map(Peer::settings).orElse(""),
                names.peer(client).map(Peer::strength).orElse("")));
        page.append(table.text());
        page.append("\n").append(definitions(versions));
    }

    private String definitions(Map<String, String> versions) {
        MarkdownTable table = new MarkdownTable("what they mean", "TPOT", "ITL", "end of a request", "percentiles");
        for (String client : versions.keySet()) {
            names.peer(client)
                    .map(Peer::definition)
                    .ifPresent(definition -> table.row(
                            names.title(client),
                            Words.of(definition.perToken()),
                            Words.of(definition.between()),
                            Words.of(definition.end()),
                            Words.of(definition.quantile())));
        }
        return table.text();
    }

    private void errors(Errors errors) {
        ErrorTables tables = new ErrorTables(steady, names);
        for (Shape shape : steady.shapes()) {
            page.append(String.format(
                    Locale.ROOT,
                    "### %d streams of %.0f tokens/s%n%n%d requests of each stream, %d tokens an answer.%n",
                    shape.streams(),
                    shape.tokensPerSecond(),
                    shape.perStream(),
                    shape.outputTokens()));
            page.append(tables.of(shape, errors)).append("\n");
        }
    }

    private void costs(String title, String series, String text) {
        Runs runs = Runs.usable(outcomes, series);
        if (runs.all().isEmpty()) {
            return;
        }
        section(title, text);
        CostTables tables = new CostTables(runs, names);
        runs.shapes().forEach(shape -> page.append(tables.at(shape)).append("\n"));
        page.append(tables.growth());
    }

    private void ladder() {
        List<String> ladders = outcomes.stream()
                .map(Outcome::series)
                .filter(series -> series.startsWith(LADDER))
                .distinct()
                .toList();
        if (ladders.isEmpty()) {
            return;
        }
        section("The highest speed before figures bend", """
                Each client climbs steps of speed until its output tokens/s or its mean time per token is off by more than \
                2 % twice in a row, by its own definitions. The table tells the highest step at which each figure holds, the \
                p95 of the time to first token too, which may be off at any speed: all streams ask at once, as these tools \
                begin. The scripted server is written in Java; the server in C keeps higher speeds.""");
        for (String series : ladders) {
            page.append("Against the ")
                    .append(series.endsWith("floor") ? "server in C" : "scripted server")
                    .append(":\n\n");
            page.append(new LadderTable(
                            outcomes.stream()
                                    .filter(outcome -> outcome.series().equals(series))
                                    .toList(),
                            names)
                    .text());
            page.append("\n");
        }
    }

    private void goals(DuelTable duels) {
        section("Goals", "Against the tools in Python; see below for those in other languages.");
        MarkdownTable table = new MarkdownTable("goal", "found");
        CostTables costs = new CostTables(steady, names);
        for (String client : steady.clients()) {
            if (names.is(client, Language.PYTHON)) {
                for (Shape shape : steady.shapes()) {
                    costs.cpuRatio(client, shape)
                            .ifPresent(ratio -> table.row(
                                    "CPU per token at " + shape.streams() + " streams at most 1/3 of "
                                            + names.title(client),
                                    ratio.words(3) + ": " + holds(ratio.high() <= CostTables.CPU_GOAL)
                                            + floor(costs, client, shape)));
                }
                memory(costs, client)
                        .ifPresent(found ->
                                table.row("memory of a further stream at most 1/5 of " + names.title(client), found));
            }
        }
        table.row("on no row significantly worse than any peer, better on most", duels.verdict());
        page.append(table.text());
    }

    /** How near the floor is to that client: what is above the goal there, nobody can reach. */
    private static String floor(CostTables costs, String client, Shape shape) {
        return costs.cpuRatio(FloorPeer.NAME, client, shape)
                .map(ratio -> String.format(
                        Locale.ROOT,
                        "; the floor has %.3f%s",
                        ratio.median(),
                        ratio.median() > CostTables.CPU_GOAL ? ", so that it is out of reach" : ""))
                .orElse("");
    }

    private Optional<String> memory(CostTables costs, String client) {
        List<Shape> shapes = steady.shapes();
        if (shapes.size() < 2) {
            return Optional.empty();
        }
        Shape few = shapes.get(0);
        Shape many = shapes.get(shapes.size() - 1);
        Optional<Estimate> ours = costs.growth(LlmbenchPeer.NAME, few, many);
        Optional<Estimate> theirs = costs.growth(client, few, many);
        if (ours.isEmpty() || theirs.isEmpty()) {
            return Optional.empty();
        }
        boolean reached =
                ours.get().median() <= CostTables.MEMORY_GOAL * theirs.get().median();
        return Optional.of(String.format(
                Locale.ROOT,
                "%.1f against %.1f KiB: %s",
                ours.get().median(),
                theirs.get().median(),
                holds(reached)));
    }

    private static String holds(boolean reached) {
        return reached ? "holds" : "does not hold";
    }

    private void failures() {
        List<String> lines = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            String run = String.format(
                    Locale.ROOT,
                    "%s, %s, %d streams of %.0f tokens/s, repetition %d: ",
                    names.title(outcome.client()),
                    outcome.series(),
                    outcome.shape().streams(),
                    outcome.shape().tokensPerSecond(),
                    outcome.repetition() + 1);
            outcome.failure().ifPresent(failure -> lines.add(run + "failed: " + failure));
            if (Runs.disturbed(outcome)) {
                lines.add(run + "left out, more than 3 % of the CPU time was stolen");
            }
        }
        section("Runs that do not count", lines.isEmpty() ? "None." : "- " + String.join("\n- ", lines));
        section("Measure again", """
                ```
                scripts/peers/install.sh
                scripts/peers/compare.sh measure --out peers.jsonl --server floor --streams 64,512 --per-stream 10,4
                scripts/peers/compare.sh measure --out peers.jsonl --server floor --client-core -1 --repetitions 1
                scripts/peers/compare.sh ladder --out peers.jsonl --server floor
                scripts/peers/compare.sh report --in peers.jsonl > docs/measurements/peers.md
                ```

                The figures of each run: [raw/peers.jsonl](raw/peers.jsonl).

                What could not be had, and what was tried: [peers-attempts.md](peers-attempts.md).""");
    }
}
