package dev.llmbench.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the result files of tools; what is missing is an error that names its way. */
final class Json {
    // Python writes NaN and Infinity
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private Json() {}

    /** Reads a file. */
    static JsonNode read(Path file) throws IOException {
        return parse(Files.readString(file), file);
    }

    /** Reads the last line of a file of lines. */
    static JsonNode readLastLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException(file + " is empty");
        }
        return parse(lines.get(lines.size() - 1), file);
    }

    private static JsonNode parse(String text, Path file) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getMessage(), e);
        }
    }

    /** Returns what stands at the end of a way of keys. */
    static JsonNode at(JsonNode node, String... way) {
        JsonNode here = node;
        for (String key : way) {
            here = here.path(key);
        }
        if (here.isMissingNode() || here.isNull()) {
            throw new IllegalArgumentException("the result has no " + String.join(".", way));
        }
        return here;
    }

    /** Returns the number at the end of a way of keys. */
    static double number(JsonNode node, String... way) {
        JsonNode value = at(node, way);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(String.join(".", way) + " is no number but " + value);
        }
        return value.doubleValue();
    }
}
