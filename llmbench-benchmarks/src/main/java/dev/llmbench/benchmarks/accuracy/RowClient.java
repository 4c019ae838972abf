package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.api.Target;
import java.nio.file.Path;

/** Measures one row once, as a process of its own, so that rows don't disturb each other. */
final class RowClient {
    private static final int ARGUMENTS = 4;

    /** What a hurried repetition is called on the command line. */
    static final String QUICK = "quick";

    private RowClient() {}

    /**
     * Measures.
     *
     * @param args the row's id, the server's URL, a folder for the run's files, and {@code quick} or {@code whole}
     */
    public static void main(String[] args) {
        if (args.length != ARGUMENTS) {
            System.err.println("usage: RowClient ROW URL FOLDER quick|whole");
            System.exit(2);
        }
        Row row = args[3].equals(QUICK) ? Rows.of(args[0]).quick() : Rows.of(args[0]);
        row.benchmark(Target.openAi(args[1]).model("scripted"))
                .saveTo(Path.of(args[2]))
                .run();
    }
}
