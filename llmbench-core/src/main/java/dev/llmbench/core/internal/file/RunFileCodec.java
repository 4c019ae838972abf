package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The form of what is kept of a run until it is complete, described in docs/files.md: {@code run.json} and a file for
 * each level that is over. The values look as in a result.
 */
final class RunFileCodec {
    /** What {@code run.json} says it is. */
    static final String RUN = "llmbench-run/1";

    /** What a level's file says it is. */
    static final String LEVEL = "llmbench-level/1";

    private static final int LARGEST = 1 << 28;

    private RunFileCodec() {}

    static byte[] write(String schema, Record value) {
        ObjectNode root = ResultCodec.mapper().createObjectNode();
        root.put("schema", schema);
        root.setAll((ObjectNode) ResultCodec.mapper().valueToTree(value));
        return (ResultCodec.mapper().writeValueAsString(root) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static <R extends Record> R read(Path file, String what, String schema, Class<R> type) {
        String json = TextFiles.read(file, what, LARGEST);
        try {
            JsonNode root = ResultCodec.mapper().readTree(json);
            String found = root.path("schema").asString("");
            if (!found.equals(schema)) {
                throw new ConfigurationException(file + " is not a " + what + " that this llmbench knows: its field"
                        + " 'schema' should be " + schema
                        + (found.isEmpty() ? " and is missing" : " and is " + Echo.of(found))
                        + "; resume the run with the llmbench that began it");
            }
            // from the text again: a tree would have rounded its numbers
            return ResultCodec.mapper().readValue(json, type);
        } catch (JacksonException e) {
            throw new ConfigurationException(file + " is not a whole " + what + ": " + ResultCodec.why(e), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ConfigurationException(file + " is not a whole " + what + ": " + e.getMessage(), e);
        }
    }
}
