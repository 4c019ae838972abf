package dev.llmbench.core;

import dev.llmbench.core.internal.file.DurationText;
import java.time.Duration;

/**
 * Times as people write them in plan files and on the command line.
 *
 * <pre>{@code
 * Duration window = Durations.parse("1m30s");
 * }</pre>
 */
public final class Durations {
    private Durations() {}

    /**
     * Reads a time.
     *
     * @param text amounts with their units from the largest to the smallest ({@code d h m s ms us ns}), such as
     *     {@code 500ms}, {@code 30s} or {@code 1h30m}; also ISO-8601, and a bare {@code 0}
     * @return the time, exact to the nanosecond
     * @throws IllegalArgumentException if the text is none; the message does not repeat it
     */
    public static Duration parse(String text) {
        return DurationText.parse(text);
    }

    /**
     * Writes a time, so that {@link #parse} gives it back.
     *
     * @param time the time
     * @return such as {@code 1h30m}
     */
    public static String format(Duration time) {
        return DurationText.of(time);
    }
}
