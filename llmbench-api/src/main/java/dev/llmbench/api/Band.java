package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/**
 * What somebody expects of a server: throughput from a least to a most, by concurrency. A reference to hold a result
 * against, never a result.
 *
 * @param name what it is called
 * @param about whose expectation this is, for what, and how far it can be trusted
 * @param rows one for each concurrency
 * @param race whether it is expected of races for a number of tokens, and of no other level
 */
public record Band(String name, String about, List<Row> rows, boolean race) {
    /** Copies the rows and refuses to be without. */
    public Band {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the band '" + name + "' has no rows");
        }
    }

    /**
     * What is expected at one concurrency.
     *
     * @param concurrency users at once
     * @param outputTokens the length of answers for which it is expected; empty for any
     * @param low the least output tokens per second
     * @param high the most; equal to {@code low} where one figure is expected, which is then taken ± {@link #TOLERANCE}
     * @param successFloor the least success rate, a fraction; empty where nothing is said
     * @param medianLatencyMillis the median end-to-end latency in milliseconds; empty where nothing is said
     * @param inputTokens the length of prompts for which it is expected; empty for any
     */
    public record Row(
            int concurrency,
            Optional<Integer> outputTokens,
            double low,
            double high,
            Optional<Double> successFloor,
            Optional<Double> medianLatencyMillis,
            Optional<Integer> inputTokens) {
        /** How far from a single figure is still within, as a fraction. */
        public static final double TOLERANCE = 0.1;

        /** Checks order and ranges. */
        public Row {
            if (concurrency < 1) {
                throw new IllegalArgumentException("concurrency of a band must be at least 1, but was " + concurrency);
            }
            if (!(low > 0 && low <= high && high < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a band must go from more than 0 up, but was " + low + " to " + high
                        + " at concurrency " + concurrency);
            }
            successFloor.ifPresent(floor -> {
                if (!(floor >= 0 && floor <= 1)) {
                    throw new IllegalArgumentException(
                            "success of a band must be a fraction from 0 to 1, but was " + floor);
                }
            });
        }

        /**
         * Returns from where on a throughput is within.
         *
         * @return {@code low}, or below a single figure by the tolerance
         */
        public double from() {
            return low == high ? low * (1 - TOLERANCE) : low;
        }

        /**
         * Returns up to where a throughput is within.
         *
         * @return {@code high}, or above a single figure by the tolerance
         */
        public double to() {
            return low == high ? high * (1 + TOLERANCE) : high;
        }
    }
}
