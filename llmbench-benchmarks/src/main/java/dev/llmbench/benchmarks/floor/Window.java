package dev.llmbench.benchmarks.floor;

import tools.jackson.databind.JsonNode;

/**
 * A measured window, by the machine's monotonic clock.
 *
 * @param beginNanos its first moment
 * @param endNanos the first moment behind it
 */
record Window(long beginNanos, long endNanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    Window {
        if (endNanos <= beginNanos) {
            throw new IllegalArgumentException(
                    "a window must end after it begins, but was " + beginNanos + " to " + endNanos);
        }
    }

    /** Reads it from {@code beginNanos} and {@code endNanos} of an object. */
    static Window of(JsonNode node) {
        return new Window(
                node.required("beginNanos").longValue(),
                node.required("endNanos").longValue());
    }

    /** Returns its length in seconds. */
    double seconds() {
        return (endNanos - beginNanos) / NANOS_PER_SECOND;
    }

    /** Returns whether a moment lies in it. */
    boolean has(long nanos) {
        return nanos >= beginNanos && nanos < endNanos;
    }
}
