package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTest {
    @TempDir
    Path folder;

    private static String golden() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ResultsTest.class.getResourceAsStream("/golden/result-0.1.json"), "golden file")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("result.json"), json);
    }

    /** Written by hand for version 0.1 and never changed: whatever comes later reads it. */
    @Test
    void the_first_version_s_file_is_read_for_ever() throws IOException {
        BenchmarkResult result = Results.read(file(golden()));

        LevelResult level = result.atConcurrency(8);
        assertThat(result.run().llmbenchVersion()).isEqualTo("0.1.0");
        assertThat(result.job().plan().name()).isEqualTo("golden");
        assertThat(result.server().pricePerHour().orElseThrow().amount()).hasToString("1.99 USD");
        assertThat(level.counts().measured().failed()).containsEntry(FailureKind.TIMEOUT_STALL, 1L);
        assertThat(level.counts().held().offered()).isZero();
        assertThat(level.latency().timeToFirstToken().median().value()).contains(Duration.ofNanos(120_000_001));
        assertThat(level.latency().timeToFirstToken().percentileOfAll(99).unbounded())
                .isTrue();
        assertThat(level.latency().chunkGap().count()).isZero();
        assertThat(level.throughput().outputTokens().interval().orElseThrow().high())
                .isEqualTo(1300);
        assertThat(level.validity()).isEqualTo(Verdict.SUSPECT);
        assertThat(result.best().orElseThrow().recommended()).contains(new LoadLevel.Users(8));
        assertThat(result.sent()).isEmpty();
        assertThat(result.extra()).isEmpty();
    }

    @Test
    void is_written_into_a_folder_and_read_from_it() throws IOException {
        BenchmarkResult result = Results.read(file(golden()));
        Path other = Files.createDirectory(folder.resolve("run"));

        Results.write(result, other);

        assertThat(Results.read(other)).isEqualTo(result);
        assertThat(other).isDirectoryContaining("glob:**/result.json");
        try (var files = Files.list(other)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void unknown_fields_are_ignored_also_those_of_a_newer_plan() throws IOException {
        BenchmarkResult result = Results.read(file(golden()));

        String newer = golden().replace("\"llmbench-result/1\"", "\"llmbench-result/1.7\"")
                .replace("\"simulated\"", "\"news\": {\"a\": [1, {}]}, \"simulated\"")
                .replace("\"thinkTime\"", "\"news\": 3, \"thinkTime\"")
                .replace("\"totalNanos\"", "\"news\": [], \"totalNanos\"");

        assertThat(Results.read(file(newer))).isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        llmbench-result/2   | was written in the form llmbench-result/2, and this llmbench reads llmbench-result/1; read it with a newer llmbench
        something else      | is not a result of llmbench: its field 'schema' should be llmbench-result/1 and is 'something else'
        """)
    void another_form_is_refused(String schema, String expected) throws IOException {
        Path file = file(golden().replace("llmbench-result/1", schema));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.read(file))
                .withMessageContaining("result.json " + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "offered": 12,                | "offered": 13,                 | offered (13) must be succeeded
        "elapsed": 61.5,              | "elapsed": "long",             | run.elapsed
        "elapsed": 61.5,              | "elapsed": 1e999999999,        | run.elapsed
        "elapsed": 61.5,              |                                | elapsed
        "type": "users"               | "type": "crowds"               | levels[0].load
        "timeout_stall"               | "boredom"                      | levels[0].counts.measured.failed
        "concurrency": [              | "concurency": [                | load: give either
        "amount": 1.99,               | "amount": 1e999999999,         | amount must be
        [120000001, 6]                | [120000001, 9223372036854775807] | is counted 9223372036854775807 times
        [120000001, 6]                | [120000001]                    | levels[0].latency.firstToken.fromWritten
        """)
    void what_is_wrong_is_told_with_its_place(String right, String wrong, String expected) throws IOException {
        assertThat(golden()).contains(right);
        Path file = file(golden().replace(right, wrong == null ? "" : wrong));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.read(file))
                .withMessageContaining("result.json")
                .withMessageContaining(expected);
    }

    @Test
    void a_file_that_says_nothing_of_itself_is_no_result() throws IOException {
        Path file = file("null");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.read(file))
                .withMessageContaining("is not a result of llmbench");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"schema\":\"llmbench-result/1\"}", "{\"schema\":[]}"})
    void a_file_of_another_form_is_refused_without_a_word_of_our_classes(String json) throws IOException {
        Path file = file(json);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.read(file))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains("is not a")
                        .doesNotContain("ResultCodec", "dev.llmbench", "FAIL_ON", "java."));
    }

    @Test
    void every_torn_file_is_refused() throws IOException {
        byte[] whole = golden().strip().getBytes(StandardCharsets.UTF_8);

        for (int length = 0; length < whole.length; length += 61) {
            Path file = file(new String(whole, 0, length, StandardCharsets.UTF_8));
            assertThatExceptionOfType(ConfigurationException.class)
                    .as("the first %d bytes", length)
                    .isThrownBy(() -> Results.read(file));
        }
    }

    @Test
    void a_missing_file_or_an_unwritable_place_is_named() throws IOException {
        BenchmarkResult result = Results.read(file(golden()));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.read(folder.resolve("none.json")))
                .withMessageContaining("none.json")
                .withMessageContaining("no such file");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Results.write(result, folder.resolve("none/result.json")))
                .withMessageContaining("can't be written");
    }
}
