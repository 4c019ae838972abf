package dev.llmbench.benchmarks.floor;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One window of one client.
 *
 * @param load the load's id
 * @param client the client's id
 * @param repetition from 0
 * @param window when it was
 * @param events token-bearing events that arrived in it
 * @param cpuSeconds user and system time of the client's process between its borders, from outside
 * @param pssBytes the client's median memory in it
 * @param stolenShare the share of all processors' time that others had
 * @param serverShare the share of a processor that the server used: near 1 it was the limit
 * @param delays how long after their sending events were seen; absent without set times
 * @param verdict llmbench's own verdict and its reasons; absent for the floor
 */
record Sample(
        String load,
        String client,
        int repetition,
        Window window,
        long events,
        double cpuSeconds,
        double pssBytes,
        double stolenShare,
        double serverShare,
        Optional<Delays> delays,
        Optional<String> verdict) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final double MICROS_PER_SECOND = 1e6;

    Sample {
        if (events <= 0) {
            throw new IllegalArgumentException(client + " saw no event at " + load);
        }
    }

    /** Returns what an event costs the client, in microseconds. */
    double cpuMicrosPerEvent() {
        return cpuSeconds * MICROS_PER_SECOND / events;
    }

    /** Returns how many events arrived in a second. */
    double eventsPerSecond() {
        return events / window.seconds();
    }

    /** Returns one line of JSON, without an end. */
    String toJson() {
        ObjectNode json = MAPPER.createObjectNode()
                .put("load", load)
                .put("client", client)
                .put("repetition", repetition)
                .put("beginNanos", window.beginNanos())
                .put("endNanos", window.endNanos())
                .put("events", events)
                .put("cpuSeconds", cpuSeconds)
                .put("pssBytes", pssBytes)
                .put("stolenShare", stolenShare)
                .put("serverShare", serverShare);
        delays.ifPresent(found -> json.putObject("delayMicros")
                .put("count", found.count())
                .put("mean", found.mean())
                .put("p50", found.p50())
                .put("p99", found.p99())
                .put("p999", found.p999()));
        verdict.ifPresent(words -> json.put("verdict", words));
        return MAPPER.writeValueAsString(json);
    }

    /** Reads what {@link #toJson} wrote. */
    static Sample parse(String json) {
        JsonNode node = MAPPER.readTree(json);
        return new Sample(
                node.required("load").stringValue(),
                node.required("client").stringValue(),
                node.required("repetition").intValue(),
                Window.of(node),
                node.required("events").longValue(),
                node.required("cpuSeconds").doubleValue(),
                node.required("pssBytes").doubleValue(),
                node.required("stolenShare").doubleValue(),
                node.required("serverShare").doubleValue(),
                node.has("delayMicros") ? Optional.of(Delays.of(node.get("delayMicros"))) : Optional.empty(),
                node.has("verdict") ? Optional.of(node.get("verdict").stringValue()) : Optional.empty());
    }
}
