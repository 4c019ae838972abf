package dev.llmbench.api;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The latencies of one request on which an objective can be set. */
public enum LatencyMetric {
    /** Time to first token: first token of any channel - request written. */
    TIME_TO_FIRST_TOKEN("ttft"),
    /** Time to first token from the intended start. */
    TIME_TO_FIRST_TOKEN_FROM_SCHEDULE("ttft_from_schedule"),
    /** Time to first visible content. */
    TIME_TO_FIRST_CONTENT("ttfc"),
    /** Time per output token: (last token - first token) / (output tokens - 1). */
    TIME_PER_OUTPUT_TOKEN("tpot"),
    /** End-to-end latency: last token - request written. */
    END_TO_END("e2e"),
    /** End-to-end latency from the intended start. */
    END_TO_END_FROM_SCHEDULE("e2e_from_schedule");

    private final String id;

    LatencyMetric(String id) {
        this.id = id;
    }

    /**
     * Returns the short name used in plans, on the command line and in tables.
     *
     * @return such as {@code ttft}
     */
    public String id() {
        return id;
    }

    /**
     * Finds a metric by its short name.
     *
     * @param id such as {@code ttft}
     * @return the metric
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static LatencyMetric byId(String id) {
        return Arrays.stream(values())
                .filter(metric -> metric.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no latency '" + id + "'; choose one of "
                        + Arrays.stream(values()).map(LatencyMetric::id).collect(Collectors.joining(", "))));
    }
}
