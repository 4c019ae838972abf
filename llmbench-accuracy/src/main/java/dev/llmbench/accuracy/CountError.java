package dev.llmbench.accuracy;

import java.util.Objects;

/**
 * Two counts of the same thing, over the requests that started in the window.
 *
 * @param count what was counted
 * @param measured by the load generator
 * @param truth by the server
 */
public record CountError(Count count, long measured, long truth) {
    /** What is counted. */
    public enum Count {
        /** Requests that succeeded. */
        SUCCEEDED("requests succeeded"),
        /** Requests that reached the server and failed. */
        FAILED("requests failed"),
        /** Output tokens of the requests that succeeded: by the usage that the client was told, and sent. */
        TOKENS("output tokens"),
        /** Token-bearing events of the requests that succeeded: seen, and sent. */
        EVENTS("events");

        private final String label;

        Count(String label) {
            this.label = label;
        }

        /**
         * Returns what is counted in words.
         *
         * @return such as {@code requests failed}
         */
        public String label() {
            return label;
        }
    }

    private static final double FRACTION = 0.005;

    /** Refuses negative counts. */
    public CountError {
        Objects.requireNonNull(count, "count");
        if (measured < 0 || truth < 0) {
            throw new IllegalArgumentException("counts must not be negative, but were " + measured + " and " + truth);
        }
    }

    /**
     * Returns {@code measured - truth}.
     *
     * @return 0 where both agree
     */
    public long error() {
        return measured - truth;
    }

    /**
     * Returns whether the counts differ by at most 0.5 %.
     *
     * @return whether they are close enough
     */
    public boolean within() {
        return Math.abs(error()) <= FRACTION * truth;
    }
}
