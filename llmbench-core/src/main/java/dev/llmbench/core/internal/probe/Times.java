package dev.llmbench.core.internal.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A few measured times, spoken of by their median. */
final class Times {
    private Times() {}

    /** The upper median, so that of two times the slower counts. */
    static Duration median(Collection<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** In a unit that fits: {@code 0.21 ms}, {@code 34 ms}, {@code 2.3 s}. */
    static String words(Duration time) {
        double millis = millis(time);
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.2f ms", millis);
        }
        return millis < 1_000
                ? String.format(Locale.ROOT, "%.0f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1e3);
    }
}
