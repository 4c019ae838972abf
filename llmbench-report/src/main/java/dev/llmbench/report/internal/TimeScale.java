package dev.llmbench.report.internal;

import java.time.Duration;
import java.util.stream.Stream;

/** The unit in which times are shown. */
enum TimeScale {
    NANOS("ns", 1),
    MICROS("µs", 1e3),
    MILLIS("ms", 1e6),
    SECONDS("s", 1e9);

    /** From here on a column of times is easier to read in seconds. */
    private static final Duration LONG = Duration.ofSeconds(10);

    private static final Duration SHORT = Duration.ofMillis(1);

    private final String symbol;
    private final double nanos;

    TimeScale(String symbol, double nanos) {
        this.symbol = symbol;
        this.nanos = nanos;
    }

    String symbol() {
        return symbol;
    }

    double of(Duration time) {
        return (time.getSeconds() * 1e9 + time.getNano()) / nanos;
    }

    /** The unit that fits one time. */
    static TimeScale of(long nanos) {
        long size = Math.abs(nanos);
        if (size < 1_000) {
            return NANOS;
        }
        if (size < 1_000_000) {
            return MICROS;
        }
        return size < 1_000_000_000 ? MILLIS : SECONDS;
    }

    /** One unit for all times that are compared with each other. */
    static TimeScale common(Stream<Duration> times) {
        Duration longest = times.reduce((a, b) -> a.compareTo(b) >= 0 ? a : b).orElse(SHORT);
        if (longest.compareTo(LONG) >= 0) {
            return SECONDS;
        }
        return longest.compareTo(SHORT) >= 0 ? MILLIS : MICROS;
    }
}
