package dev.llmbench.report;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Whether text carries colour. */
public enum Style {
    /** Text alone, without a control character. */
    PLAIN,
    /** Verdicts and warnings coloured by ANSI escape sequences. */
    ANSI;

    /**
     * Returns the style that a reader wants: colour only on a terminal, never where {@code NO_COLOR} is set to something
     * or {@code TERM} is {@code dumb}.
     *
     * <pre>{@code
     * Style style = Style.wanted(System.console() != null, System::getenv);
     * }</pre>
     *
     * @param terminal whether the text goes to a terminal
     * @param environment the environment's variables by name, null where unset
     * @return the style
     */
    public static Style wanted(boolean terminal, Function<String, @Nullable String> environment) {
        String noColor = environment.apply("NO_COLOR");
        boolean refused = noColor != null && !noColor.isEmpty();
        return terminal && !refused && !"dumb".equals(environment.apply("TERM")) ? ANSI : PLAIN;
    }
}
