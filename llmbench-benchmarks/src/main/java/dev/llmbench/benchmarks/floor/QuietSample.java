package dev.llmbench.benchmarks.floor;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was seen of one client with so many quiet streams.
 *
 * @param client its name in tables
 * @param streams how many
 * @param repetition from 0
 * @param pssBytes median proportional set size
 * @param heapBytes live heap; absent for the floor
 */
record QuietSample(String client, int streams, int repetition, double pssBytes, Optional<Double> heapBytes) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Returns one line of JSON, without an end. */
    String toJson() {
        ObjectNode json = MAPPER.createObjectNode()
                .put("client", client)
                .put("streams", streams)
                .put("repetition", repetition)
                .put("pssBytes", pssBytes);
        heapBytes.ifPresent(bytes -> json.put("heapBytes", bytes));
        return MAPPER.writeValueAsString(json);
    }

    /** Reads what {@link #toJson} wrote. */
    static QuietSample parse(String line) {
        JsonNode node = MAPPER.readTree(line);
        return new QuietSample(
                node.required("client").stringValue(),
                node.required("streams").intValue(),
                node.required("repetition").intValue(),
                node.required("pssBytes").doubleValue(),
                node.has("heapBytes") ? Optional.of(node.get("heapBytes").doubleValue()) : Optional.empty());
    }
}
