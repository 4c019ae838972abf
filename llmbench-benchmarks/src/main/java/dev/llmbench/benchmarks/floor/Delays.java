package dev.llmbench.benchmarks.floor;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * How long after the server's write a client saw events, in microseconds.
 *
 * @param count how many events
 * @param mean of all
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param p999 the 99.9th percentile
 */
record Delays(long count, double mean, double p50, double p99, double p999) {
    private static final double NANOS_PER_MICRO = 1_000;

    /**
     * Takes percentiles of single delays.
     *
     * @param nanos at least one; they are sorted in place
     */
    static Delays of(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalArgumentException("no event was seen, so none has a delay");
        }
        Arrays.sort(nanos);
        double mean = Arrays.stream(nanos).average().orElseThrow() / NANOS_PER_MICRO;
        return new Delays(nanos.length, mean, micros(nanos, 0.50), micros(nanos, 0.99), micros(nanos, 0.999));
    }

    /** Reads an object with the names of the components. */
    static Delays of(JsonNode node) {
        return new Delays(
                node.required("count").longValue(),
                node.required("mean").doubleValue(),
                node.required("p50").doubleValue(),
                node.required("p99").doubleValue(),
                node.required("p999").doubleValue());
    }

    private static double micros(long[] sorted, double quantile) {
        int rank = (int) Math.ceil(quantile * sorted.length);
        return sorted[Math.max(0, rank - 1)] / NANOS_PER_MICRO;
    }
}
