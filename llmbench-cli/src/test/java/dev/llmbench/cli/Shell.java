package dev.llmbench.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the command line in this process. */
final class Shell {
    private final Map<String, String> environment;
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Shell(Map<String, String> environment) {
        this.environment = environment;
    }

    static Shell plain() {
        return new Shell(Map.of());
    }

    static Shell with(Map<String, String> environment) {
        return new Shell(environment);
    }

    static Answer llmbench(String... args) {
        return plain().run(Interrupts.NONE, args);
    }

    Answer run(Interrupts interrupts, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Io io = new Io(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                name -> Optional.ofNullable(environment.get(name)),
                false,
                false,
                interrupts);
        int code = CommandLineInterface.run(args, io);
        return new Answer(code, out.toString(StandardCharsets.UTF_8), errSoFar());
    }

    String errSoFar() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** What a command left behind. */
    record Answer(int code, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }
}
