package dev.llmbench.benchmarks.floor;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What the C client {@code floor-client} prints: the least that a client must do to measure streamed answers.
 *
 * @param window the measured window
 * @param events with a token, in the window
 * @param requests that began in the window and were answered
 * @param failures requests that went wrong, at any time
 * @param cpuSeconds user and system time in the window, by the process itself
 * @param delays how long after their sending events were seen; absent where that was not asked for
 */
record FloorClient(
        Window window, long events, long requests, long failures, double cpuSeconds, Optional<Delays> delays) {
    /** The program's name. */
    static final String PROGRAM = "floor-client";

    /**
     * Reads what it printed.
     *
     * @param node the object
     * @return the figures
     * @throws tools.jackson.core.JacksonException when it lacks some
     */
    static FloorClient of(JsonNode node) {
        return new FloorClient(
                Window.of(node),
                node.required("events").longValue(),
                node.required("requests").longValue(),
                node.required("failures").longValue(),
                node.required("cpuUserSeconds").doubleValue()
                        + node.required("cpuSystemSeconds").doubleValue(),
                delays(node.path("delayMicros")));
    }

    private static Optional<Delays> delays(JsonNode node) {
        return node.path("count").asLong(0) == 0 ? Optional.empty() : Optional.of(Delays.of(node));
    }
}
