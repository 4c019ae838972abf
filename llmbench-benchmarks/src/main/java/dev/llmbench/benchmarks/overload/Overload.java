package dev.llmbench.benchmarks.overload;

import dev.llmbench.benchmarks.harness.CleanWindow;
import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.RawFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Drives llmbench over its limit and writes the page of what it said; {@code scripts/overload.sh} starts it. */
public final class Overload {
    private static final int MISSED = 1;

    private static final String USAGE = """
            usage: scripts/overload.sh [options]

            The load grows until llmbench bends; for every step: how far its figures are off, and its verdict. Writes
            docs/measurements/overload.md. Takes about an hour; use a machine that does nothing else. Exit code 1 when a
            wrong figure was called VALID, or too many right ones were not.

              --series A,B        some of: %s                                  (all)
              --steps N           from the lowest load to the highest                  (20)
              --repeats N         of each ladder of steps                              (3)
              --streams N         users                                                (512)
              --from R            tokens a second of the first step                    (4000)
              --to R              tokens a second of the last step                     (200000)
              --first-ms MS       time to first token of the server                    (100)
              --warmup S          load before each window, at least                    (10)
              --window S          length of each window                                (5)
              --server NAME       floor (in C), or scripted (in Java, bends earlier)   (floor)
              --programs FOLDER   where floor-server is             (llmbench-benchmarks/target/floor)
              --retries N         of a step, for windows in which CPU time was stolen  (5)
              --server-core N     processor of the server, -1 for any                  (0 of two)
              --client-core N     processor of the client, -1 for any                  (1 of two)
              --work FOLDER       for files of the runs; emptied    (llmbench-benchmarks/target/overload)
              --results FOLDER    takes the raw figures; those before are lost
                                                            (llmbench-benchmarks/target/overload-results)
              --resume            measures what is missing in the raw figures that are there
              --page FILE         the page to write                 (docs/measurements/overload.md)
            """.formatted(String.join(", ", Series.ids()));

    private final List<Series> series;
    private final List<Step> steps;
    private final int repeats;
    private final StepTrial trial;
    private final int retries;
    private final Path page;
    private final boolean resume;
    private final Path results;
    private final RawFile settings;
    private final RawFile figures;

    private Overload(Options options) {
        series = options.some("series", Series.ids()).stream()
                .map(id -> Series.valueOf(id.toUpperCase(Locale.ROOT)))
                .toList();
        steps = Step.between(
                options.count("from", 1, 4_000),
                options.count("to", 1, 200_000),
                options.count("steps", 1, 20),
                options.count("streams", 1, 512));
        repeats = options.count("repeats", 1, 3);
        trial = new StepTrial(
                LoadServer.Kind.of(options.text("server").orElse("floor")),
                Path.of(options.text("programs").orElse("llmbench-benchmarks/target/floor")),
                Path.of(options.text("work").orElse("llmbench-benchmarks/target/overload")),
                Duration.ofMillis(options.count("first-ms", 1, 100)),
                options.seconds("warmup", Duration.ofSeconds(10)),
                options.seconds("window", Duration.ofSeconds(5)),
                options.count("server-core", -1, -1),
                options.count("client-core", -1, -1));
        retries = options.count("retries", 0, 5);
        page = Path.of(options.text("page").orElse("docs/measurements/overload.md"));
        resume = options.has("resume");
        results = Path.of(options.text("results").orElse("llmbench-benchmarks/target/overload-results"));
        settings = RawFile.in(results, "about.txt");
        figures = RawFile.in(results, "steps.jsonl");
    }

    /** Forgets what was measured before, or makes sure that it was measured likewise. */
    private void begin() throws IOException {
        Files.createDirectories(results);
        if (!resume) {
            settings.clear();
            figures.clear();
            about().forEach(settings::add);
        } else if (!settings.lines().equals(about())) {
            throw new Options.UsageException("--resume: " + results + " has figures of other settings, or none: "
                    + String.join(" ", settings.lines()) + "; measure with the same, or without --resume");
        }
    }

    /**
     * Measures and writes the page.
     *
     * @param args options
     * @throws IOException if files can't be read or written
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(
                args,
                USAGE,
                Set.of(
                        "series",
                        "steps",
                        "repeats",
                        "streams",
                        "from",
                        "to",
                        "first-ms",
                        "warmup",
                        "window",
                        "server",
                        "programs",
                        "retries",
                        "server-core",
                        "client-core",
                        "work",
                        "results",
                        "page"),
                Set.of("resume"));
        try {
            System.exit(new Overload(options).measure());
        } catch (Options.UsageException e) {
            throw Options.end(e);
        }
    }

    private int measure() throws IOException {
        begin();
        List<StepRun> runs =
                new ArrayList<>(figures.lines().stream().map(StepRun::parse).toList());
        for (int repeat = 1; repeat <= repeats; repeat++) {
            for (Series each : series) {
                for (Step step : steps) {
                    measure(each, repeat, step, runs);
                }
            }
            Files.createDirectories(page.toAbsolutePath().getParent());
            Files.writeString(page, new OverloadPage(about(), runs).text());
        }
        Goals goals = Goals.of(runs);
        System.err.println(goals.words().replace("*", ""));
        System.err.println("written: " + page);
        return goals.kept() ? 0 : MISSED;
    }

    private void measure(Series each, int repeat, Step step, List<StepRun> runs) throws IOException {
        if (runs.stream().anyMatch(run -> run.is(each, repeat, step))) {
            return;
        }
        System.err.printf(
                Locale.ROOT,
                "[repeat %d/%d, %s, step %d/%d] %,.0f tokens/s%n",
                repeat,
                repeats,
                each.id(),
                step.number(),
                steps.size(),
                step.tokensPerSecond());
        cleanly(each, repeat, step).ifPresent(run -> {
            figures.add(run.toJson()); // at once: what was measured is not lost when the rest is
            runs.add(run);
        });
    }

    private List<String> about() {
        return List.of(
                Machine.describe()
                        + (trial.serverCore() < 0
                                ? "; not pinned to processors."
                                : "; server pinned to processor " + trial.serverCore() + ", client to processor "
                                        + trial.clientCore() + "."),
                steps.get(0).streams() + " streams; first token after "
                        + trial.firstToken().toMillis()
                        + " ms; answers of about 1.5 s, one token an event, one event a write; windows of "
                        + trial.window().toSeconds() + " s behind a warm-up of "
                        + trial.warmUp().toSeconds() + " s; " + repeats
                        + " repeats.",
                steps.size() + " steps, from "
                        + String.format(
                                Locale.ROOT,
                                "%,.0f to %,.0f tokens a second",
                                steps.get(0).tokensPerSecond(),
                                steps.get(steps.size() - 1).tokensPerSecond())
                        + ", each by the same factor above the one before.",
                "The server is " + trial.kind().words() + ".");
    }

    /** Measures a step until little enough CPU time is stolen; empty where that does not come. */
    private Optional<StepRun> cleanly(Series each, int repeat, Step step) throws IOException {
        Optional<StepTrial.Measured> clean = CleanWindow.of(
                retries,
                () -> trial.once(each, repeat, step),
                StepTrial.Measured::stolenShare,
                why -> System.err.println("    discarded: " + why));
        System.err.println("    "
                + clean.map(measured -> words(measured.run()))
                        .orElse("given up: too much CPU time is stolen here; this step has one repeat less"));
        return clean.map(StepTrial.Measured::run);
    }

    private static String words(StepRun run) {
        StringBuilder words = new StringBuilder();
        StepRun.JUDGED.forEach(judged ->
                words.append(String.format(Locale.ROOT, "%s %+.2f %%, ", judged.label(), 100 * run.off(judged))));
        return words.append(String.format(
                        Locale.ROOT,
                        "own delay %.2f %%, CPU %.0f %% (server %.0f %%), %s",
                        run.ownDelayPercent(),
                        100 * run.clientCpu(),
                        100 * run.serverCpu(),
                        run.words()))
                .toString();
    }
}
