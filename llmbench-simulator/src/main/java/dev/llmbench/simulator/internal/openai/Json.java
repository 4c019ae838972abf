package dev.llmbench.simulator.internal.openai;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that requests and answers share. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    /** Returns the text as a JSON string with its quotes. */
    public static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** Returns the object in these bytes, or says what vLLM says of bad JSON. */
    public static ObjectNode object(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(body);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw BadAskException.invalid("", "The request body must be a JSON object.");
        } catch (JacksonException e) {
            throw BadAskException.invalid("", "JSON decode error: " + e.getOriginalMessage());
        }
    }
}
