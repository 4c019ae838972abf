package dev.llmbench.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a stream of this process is a terminal. Java knows only whether input and output both are; Linux tells for each
 * stream.
 */
enum SystemTerminal {
    OUT(1),
    ERR(2);

    private final Path descriptor;

    SystemTerminal(int number) {
        this.descriptor = Path.of("/proc/self/fd/" + number);
    }

    boolean present() {
        String term = System.getenv("TERM");
        if (term == null || term.isEmpty() || term.equals("dumb")) {
            return false;
        }
        try {
            String device = Files.readSymbolicLink(descriptor).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return consolePresent();
        }
    }

    @SuppressWarnings("SystemConsoleNull") // null means no terminal up to JDK 21; later ones are asked
    private static boolean consolePresent() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
