package dev.llmbench.benchmarks.peers;

import java.util.List;
import java.util.Locale;

/** Which value of a distribution, or the one value of a figure that has no distribution. */
enum Statistic {
    /** The mean. */
    MEAN,
    /** The median. */
    P50,
    /** The 95th percentile. */
    P95,
    /** The 99th percentile. */
    P99,
    /** The only value. */
    TOTAL;

    /** The percentiles, ascending. */
    static final List<Statistic> PERCENTILES = List.of(P50, P95, P99);

    /** Returns the percentile as a fraction. */
    double fraction() {
        return switch (this) {
            case P50 -> 0.50;
            case P95 -> 0.95;
            case P99 -> 0.99;
            case MEAN, TOTAL -> throw new IllegalStateException(this + " is no percentile");
        };
    }

    /** Returns the name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
