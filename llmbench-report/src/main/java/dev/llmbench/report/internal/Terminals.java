package dev.llmbench.report.internal;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Tells whether there is a terminal, as far as Java knows. */
public final class Terminals {
    private Terminals() {}

    /**
     * Returns whether the process has a terminal that can change a line in place.
     *
     * @param term the value of {@code TERM}, null where unset
     * @return false also where {@code TERM} is unset or {@code dumb}
     */
    @SuppressWarnings("SystemConsoleNull") // null means no terminal up to JDK 21; later ones are asked
    public static boolean present(@Nullable String term) {
        Console console = System.console();
        return console != null && term != null && !term.isEmpty() && !term.equals("dumb") && isTerminal(console);
    }

    /** From JDK 22 on there is a console even without a terminal, and a method to ask it. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
