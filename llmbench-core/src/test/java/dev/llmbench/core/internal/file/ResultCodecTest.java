package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.llmbench.api.BenchmarkResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ResultCodecTest {
    private static final int RESULTS_PER_SEED = 25;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static ObjectNode schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ResultCodec.class.getResourceAsStream("/dev/llmbench/core/result.schema.json"), "schema")) {
            return (ObjectNode) MAPPER.readTree(in);
        }
    }

    /** Closes every object that lists its fields, so that a field without a description is found. */
    private static JsonNode closed(JsonNode schema) {
        schema.forEach(ResultCodecTest::closed);
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asString("").equals("object")) {
            object.put("additionalProperties", false);
        }
        return schema;
    }

    private static Schema compiled(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void every_record_of_a_result_reads_back_equal(long seed) {
        ResultGenerator generator = new ResultGenerator(seed);
        for (int i = 0; i < RESULTS_PER_SEED; i++) {
            BenchmarkResult result = generator.result();

            BenchmarkResult back = ResultCodec.read("test", ResultCodec.write(result));

            // Not isEqualTo: the text of a whole result fills screens.
            assertThat(back.equals(result)).as("result %d of the seed", i).isTrue();
        }
    }

    @Test
    void a_newer_version_s_stop_is_passed_over() {
        ResultGenerator generator = new ResultGenerator(5);
        BenchmarkResult result = Stream.generate(generator::result)
                .filter(one -> !one.job().plan().stops().isEmpty())
                .findFirst()
                .orElseThrow();
        String json = ResultCodec.write(result).replaceFirst("\"stops\" : \\{", "$0 \"tokens\" : 3,");

        assertThat(json).contains("\"tokens\" : 3");
        assertThat(ResultCodec.read("test", json).job()).isEqualTo(result.job());
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12})
    void what_is_written_fits_the_schema_and_every_field_is_described(long seed) throws IOException {
        Schema schema = compiled(closed(schema()));
        ResultGenerator generator = new ResultGenerator(seed);
        for (int i = 0; i < RESULTS_PER_SEED; i++) {
            String json = ResultCodec.write(generator.result());

            assertThat(schema.validate(json, InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void the_golden_file_fits_the_schema() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ResultCodec.class.getResourceAsStream("/golden/result-0.1.json"), "golden file")) {
            JsonNode golden = MAPPER.readTree(in);

            assertThat(compiled(schema()).validate(golden)).isEmpty();
            ((ObjectNode) golden.path("run")).put("elapsed", "long");
            assertThat(compiled(schema()).validate(golden)).isNotEmpty();
        }
    }
}
