package dev.llmbench.api;

import java.time.Duration;

/** Checks of the times that a plan states. */
final class Times {
    /** A longer time is a mistake, and would not fit where nanoseconds are added up. */
    static final Duration LONGEST = Duration.ofDays(365);

    private Times() {}

    /** Refuses what is zero, negative or longer than {@link #LONGEST}. */
    static void positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than zero, but was " + time);
        }
        refuseEndless(what, time);
    }

    /** Refuses what is negative or longer than {@link #LONGEST}. */
    static void notNegative(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(what + " must not be negative, but was " + time);
        }
        refuseEndless(what, time);
    }

    private static void refuseEndless(String what, Duration time) {
        if (time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + " must be at most " + LONGEST.toDays() + " days, but was " + time);
        }
    }
}
