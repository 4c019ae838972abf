package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.benchmarks.harness.CleanWindow;
import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Measures how accurate llmbench is and writes the page of it; {@code scripts/accuracy.sh} starts it. */
public final class AccuracySuite {
    private static final int MISSED = 1;
    private static final int USUAL_REPETITIONS = 5;
    private static final int USUAL_RETRIES = 5;
    private static final Duration AROUND = Duration.ofSeconds(6);

    private static final String USAGE =
            """
            usage: scripts/accuracy.sh [options]

            Measures how far llmbench's figures are from what a scripted server really did, and writes docs/accuracy.md.
            Takes about %d minutes with the usual options; use a machine that does nothing else. Exit code 1 when the goal
            is missed at 512 streams x 30 tokens/s.

              --repetitions N     of every row                                         (%d)
              --retries N         of a row, for windows in which CPU time was stolen   (%d)
              --rows A,B          some of the ids that --list prints                   (all)
              --floor FILE        the C client floor-client, to be measured by turns
              --server-core N     processor of the server, -1 for any                  (0 of two)
              --client-core N     processor of the clients, -1 for any                 (1 of two)
              --work FOLDER       for files of the runs; emptied                       (target/accuracy)
              --page FILE         the page to write                                    (docs/accuracy.md)
              --quick             windows of 2 s, one repetition: to see that it works; the page goes to the work folder
              --list              prints the rows
            """.formatted(minutes(Rows.all(), USUAL_REPETITIONS), USUAL_REPETITIONS, USUAL_RETRIES);

    private final boolean quick;
    private final int repetitions;
    private final int retries;
    private final Cores cores;
    private final Optional<Path> floor;
    private final Path work;
    private final Path page;
    private final List<RowFindings> rows;

    private AccuracySuite(Options options) {
        this.quick = options.has("quick");
        this.repetitions = options.count("repetitions", 1, quick ? 1 : USUAL_REPETITIONS);
        this.retries = options.count("retries", 0, quick ? 0 : USUAL_RETRIES);
        this.cores = new Cores(options.count("server-core", -1, -1), options.count("client-core", -1, -1));
        this.floor = options.text("floor").map(Path::of);
        this.work = Path.of(options.text("work").orElse("llmbench-benchmarks/target/accuracy"));
        this.page = options.text("page")
                .map(Path::of)
                .orElse(quick ? work.resolve("accuracy.md") : Path.of("docs/accuracy.md"));
        this.rows = options.some("rows", Rows.ids()).stream()
                .map(Rows::of)
                .map(RowFindings::new)
                .toList();
    }

    /**
     * Measures and writes the page.
     *
     * @param args options
     * @throws IOException if files can't be written
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(
                args,
                USAGE,
                Set.of("repetitions", "retries", "rows", "floor", "server-core", "client-core", "work", "page"),
                Set.of("quick", "list"));
        if (options.has("list")) {
            Rows.all().forEach(row -> System.out.printf("%-24s %s%n", row.id(), row.title()));
            return;
        }
        AccuracySuite suite;
        try {
            suite = new AccuracySuite(options);
            suite.check();
        } catch (Options.UsageException e) {
            throw Options.end(e);
        }
        System.exit(suite.measure());
    }

    private void check() {
        floor.filter(program -> !Files.isExecutable(program)).ifPresent(program -> {
            throw new Options.UsageException("--floor: " + program + " is no program; build it with"
                    + " llmbench-benchmarks/src/main/c/build.sh");
        });
    }

    private int measure() throws IOException {
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            for (int i = 0; i < rows.size(); i++) {
                RowFindings row = rows.get(i);
                String place = "[" + repetition + "/" + repetitions + ", row " + (i + 1) + "/" + rows.size() + "] "
                        + row.row().title();
                say(place);
                measure(row);
            }
            write(repetition); // after every round: what was measured is not lost when the rest is
        }
        AccuracyPage written = page();
        say(written.goal().replace("*", ""));
        say("written: " + page);
        return written.goalKept().orElse(true) ? 0 : MISSED;
    }

    /** One repetition of a row that may be used, and one of the floor. */
    private void measure(RowFindings row) throws IOException {
        // In a hurry, what was stolen is not asked: these figures say only that the suite works.
        Optional<Trial> clean = CleanWindow.of(
                Math.max(0, retries - row.discarded()),
                () -> Trial.of(row.row(), quick, cores, emptied("llmbench")),
                trial -> quick ? 0 : trial.stolenShare(),
                why -> {
                    row.discard();
                    say("    discarded: " + why);
                });
        clean.ifPresent(trial -> row.add(trial.accuracy()));
        say("    "
                + clean.map(trial -> words(trial.accuracy()))
                        .orElse("given up: too much CPU time is stolen here; this row has one repetition less"));
        if (floor.isPresent() && FloorTrial.possible(row.row())) {
            Row asked = quick ? row.row().quick() : row.row();
            FloorTrial.of(floor.get(), asked, cores, emptied("floor"))
                    .ifPresentOrElse(row::add, () -> say("    the floor could not do this row"));
        }
    }

    private static String words(LevelAccuracy level) {
        String missed = level.missed().stream()
                .map(error -> error.figure().label() + " " + error.statistic().label()
                        + String.format(Locale.ROOT, " %+.2f ", error.error())
                        + error.figure().unit().label())
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return level.verdict() + (missed.isEmpty() ? ", every promise kept" : ", further off than promised: " + missed);
    }

    private AccuracyPage page() {
        List<String> about = new ArrayList<>();
        about.add(Machine.describe() + "; " + cores.words() + ".");
        about.add(repetitions + " repetitions of each row"
                + (quick ? "; **in a hurry (`--quick`): these figures say only that the suite works**" : "") + ".");
        return new AccuracyPage(about, rows, floor.isPresent());
    }

    private void write(int round) throws IOException {
        Files.writeString(page, page().text());
        say("after round " + round + ": " + page);
    }

    private Path emptied(String name) {
        return WorkFolder.emptied(work.resolve(name));
    }

    private static long minutes(List<Row> rows, int repetitions) {
        Duration sum = Duration.ZERO;
        for (Row row : rows) {
            sum = sum.plus(row.warmUp()).plus(row.window()).plus(AROUND);
        }
        return sum.multipliedBy(repetitions).toMinutes();
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
