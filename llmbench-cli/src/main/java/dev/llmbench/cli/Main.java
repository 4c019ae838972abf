package dev.llmbench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The process {@code llmbench}. */
public final class Main {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Main() {}

    /**
     * Runs the command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        // UTF-8 whatever the locale: JSON is, and a file read elsewhere should be too.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(CommandLineInterface.run(args, io(out, err)));
    }

    /** The world of this process, with these streams. */
    static Io io(PrintStream out, PrintStream err) {
        return new Io(
                out,
                err,
                name -> Optional.ofNullable(System.getenv(name)),
                SystemTerminal.OUT.present(),
                SystemTerminal.ERR.present(),
                new SystemInterrupts(err, PATIENCE));
    }
}
