package dev.llmbench.cli;

import dev.llmbench.report.Style;
import dev.llmbench.report.TextReport;
import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * The world around a command.
 *
 * @param out for data
 * @param err for everything else
 * @param environment the value of a variable, or empty
 * @param outTerminal whether somebody reads {@code out} on a terminal
 * @param errTerminal whether {@code err} is a terminal, on which a line can change in place
 * @param interrupts tells when the user ends the command
 */
record Io(
        PrintStream out,
        PrintStream err,
        Function<String, Optional<String>> environment,
        boolean outTerminal,
        boolean errTerminal,
        Interrupts interrupts) {
    private static final int WIDEST = 400;

    /** The style for the data's stream. */
    Style outStyle() {
        return style(outTerminal);
    }

    /** The style for the other stream. */
    Style errStyle() {
        return style(errTerminal);
    }

    /** How many characters a line has, where the environment tells; within what a report can be set in. */
    int width(int otherwise) {
        return environment
                .apply("COLUMNS")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(columns -> columns > 0)
                .map(columns -> Math.min(WIDEST, Math.max(TextReport.LEAST_WIDTH, columns)))
                .orElse(otherwise);
    }

    private Style style(boolean terminal) {
        return Style.wanted(terminal, name -> environment.apply(name).orElse(null));
    }
}
