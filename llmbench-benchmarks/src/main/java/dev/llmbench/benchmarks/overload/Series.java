package dev.llmbench.benchmarks.overload;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the client is driven over its limit. */
enum Series {
    /** Its processor is its own; the load grows. */
    ALONE("the client has its processor for itself"),
    /** Another process is always busy on its processor; the load grows. */
    BUSY("a busy process shares the client's processor");

    private final String words;

    Series(String words) {
        this.words = words;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String words() {
        return words;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(Series::id).toList();
    }
}
