package dev.llmbench.core.internal.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes maps, lists, texts and numbers as YAML, as JSON, or in the one form that is hashed. */
final class PlanWriter {
    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private PlanWriter() {}

    static String write(Map<String, Object> tree, PlanFormat format) {
        if (format == PlanFormat.YAML) {
            return Files.YAML.writeValueAsString(tree);
        }
        return Files.JSON.writeValueAsString(tree) + "\n";
    }

    /** SHA-256 of the JSON with sorted keys and no white space, in hexadecimal digits. */
    static String hash(Map<String, Object> tree) {
        String canonical = CANONICAL.writeValueAsString(sorted(tree));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new TreeMap<>();
            map.forEach((key, element) -> copy.put((String) key, sorted(element)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(PlanWriter::sorted).toList()
                : value;
    }

    /** Made when the first file is written: a run needs the hash of its plan before its first request. */
    private static final class Files {
        private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                        .disable(YAMLWriteFeature.SPLIT_LINES)
                        .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                        .stringQuotingChecker(new YamlQuotes())
                        .build())
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .build();
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }
}
