package dev.llmbench.report.export;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON with its keys in order and numbers in the same digits on every machine. */
final class Json {
    /** Nanoseconds in milliseconds, and more than any figure is worth. */
    private static final int MOST_DECIMALS = 6;

    private static final JsonMapper LINES = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private static final JsonMapper PAGES =
            LINES.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    static ObjectNode object() {
        return LINES.createObjectNode();
    }

    /** On many lines, ended by a line feed. */
    static String page(ObjectNode node) {
        return PAGES.writeValueAsString(node) + "\n";
    }

    /** On one line, without its end. */
    static String line(JsonNode node) {
        return LINES.writeValueAsString(node);
    }

    /** A decimal of at most so many places, rounded as Python's {@code round} does: the exact value, half to even. */
    static BigDecimal rounded(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
    }

    static BigDecimal rounded(double value) {
        return rounded(value, MOST_DECIMALS);
    }

    static void put(ObjectNode node, String name, double value) {
        node.put(name, rounded(value));
    }

    static void put(ObjectNode node, String name, Optional<Double> value) {
        value.ifPresentOrElse(present -> put(node, name, present.doubleValue()), () -> node.putNull(name));
    }

    static void text(ObjectNode node, String name, Optional<String> value) {
        value.ifPresentOrElse(present -> node.put(name, present), () -> node.putNull(name));
    }

    static void count(ObjectNode node, String name, Optional<Long> value) {
        value.ifPresentOrElse(present -> node.put(name, present.longValue()), () -> node.putNull(name));
    }
}
