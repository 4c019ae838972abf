package dev.llmbench.core.internal.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LatencyMetric;
import dev.llmbench.api.LoadLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes results as versioned JSON. Reading is lenient, so that results of other versions stay readable:
 * unknown fields are ignored, absent lists, maps and optional values are empty.
 */
public final class ResultCodec {
    /** What the file says it is; the number changes only when older readers would misread it. */
    static final String SCHEMA = "llmbench-result/1";

    private static final Pattern SCHEMA_FORM = Pattern.compile("llmbench-result/([0-9]{1,4})(?:\\.[0-9]+)?");
    private static final int MAJOR = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new ResultModule())
            .addMixIn(LoadLevel.class, LoadLevelForm.class)
            .addMixIn(LatencyMetric.class, LatencyMetricForm.class)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // the tree would round times to doubles
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .withConfigOverride(
                    List.class, form -> form.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .withConfigOverride(Map.class, form -> form.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private ResultCodec() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LoadLevel.Users.class, name = "users"),
        @JsonSubTypes.Type(value = LoadLevel.Saturation.class, name = "saturation"),
        @JsonSubTypes.Type(value = LoadLevel.Rate.class, name = "rate")
    })
    private interface LoadLevelForm {}

    private abstract static class LatencyMetricForm {
        @JsonValue
        abstract String id();

        @JsonCreator
        static LatencyMetric byId(String id) {
            return LatencyMetric.byId(id);
        }
    }

    /** What is read before anything else. */
    private record Head(Optional<String> schema) {}

    /**
     * Writes a result.
     *
     * @param result the result
     * @return JSON
     */
    public static String write(BenchmarkResult result) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema", SCHEMA);
        root.setAll((ObjectNode) MAPPER.valueToTree(result));
        return MAPPER.writeValueAsString(root) + "\n";
    }

    /**
     * Reads a result.
     *
     * @param name where it comes from, for messages
     * @param json its text
     * @return the result
     * @throws ConfigurationException if it is no result, or one of a newer major version
     */
    public static BenchmarkResult read(String name, String json) {
        try {
            checkSchema(name, head(json).flatMap(Head::schema).orElse(""));
            return MAPPER.readValue(json, BenchmarkResult.class);
        } catch (JacksonException e) {
            throw new ConfigurationException(name + " is not a whole result of llmbench: " + why(e), e);
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new ConfigurationException(name + " is not a whole result of llmbench: " + e.getMessage(), e);
        }
    }

    /** What a file says of itself; nothing where it holds but {@code null}. */
    private static Optional<Head> head(String json) {
        return Optional.ofNullable(MAPPER.readValue(json, Head.class));
    }

    private static void checkSchema(String name, String schema) {
        Matcher matcher = SCHEMA_FORM.matcher(schema);
        if (!matcher.matches()) {
            throw new ConfigurationException(name + " is not a result of llmbench: its field 'schema' should be "
                    + SCHEMA + (schema.isEmpty() ? " and is missing" : " and is " + Echo.of(schema)));
        }
        int major = Integer.parseInt(matcher.group(1));
        if (major != MAJOR) {
            throw new ConfigurationException(name + " was written in the form " + schema + ", and this llmbench reads "
                    + SCHEMA + "; read it with " + (major > MAJOR ? "a newer llmbench" : "the llmbench that wrote it"));
        }
    }

    /** The path to what is wrong, and why. */
    private static String why(JacksonException e) {
        String path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .reduce((a, b) -> b.startsWith("[") ? a + b : a + "." + b)
                .orElse("");
        return (path.isEmpty() ? "" : path + ": ") + words(e);
    }

    private static String words(JacksonException e) {
        if (e instanceof StreamReadException) {
            return e.getOriginalMessage();
        }
        if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof ConfigurationException) {
            return String.valueOf(e.getCause().getMessage());
        }
        // What databind says of values of another form names classes, which tell the reader of a file nothing.
        return e.getPath().isEmpty() ? "it holds no JSON object" : "missing, or not of the form that is expected there";
    }
}
