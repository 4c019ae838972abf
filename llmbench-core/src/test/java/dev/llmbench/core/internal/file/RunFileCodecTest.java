package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileCodecTest {
    private static final RunRecord RECORD = new RunRecord(
            "20260131T120005123-0a1b2c3d4e",
            Instant.parse("2026-01-31T12:00:05.123Z"),
            4711,
            "5f".repeat(32),
            Optional.of(new RunRecord.Server(
                    Optional.of("vllm 0.27.1"),
                    new Sent(
                            "/v1/chat/completions",
                            "{\"model\":\"m\"}",
                            List.of("min_tokens"),
                            true,
                            "calibrated text",
                            "final",
                            List.of("a note")))),
            List.of(Instant.parse("2026-01-31T13:00:00Z")),
            Optional.empty());

    @TempDir
    Path folder;

    private RunRecord record(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), json);
        return RunFileCodec.read(file, "record of a run", RunFileCodec.RUN, RunRecord.class);
    }

    @Test
    void a_record_reads_back_equal_with_and_without_what_comes_later() throws IOException {
        RunRecord young = new RunRecord(
                RECORD.id(), RECORD.startedAt(), -1, RECORD.jobHash(), Optional.empty(), List.of(), Optional.empty());
        RunRecord ofPromptFile = young.withProbed(RECORD.server().orElseThrow(), Optional.of("a0".repeat(32)));
        for (RunRecord each : List.of(RECORD, young, ofPromptFile)) {
            new RunFolder(folder).write(each);

            assertThat(record(Files.readString(folder.resolve("run.json")))).isEqualTo(each);
        }
    }

    @Test
    void the_golden_record_reads_as_it_was_meant() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/golden/run-0.1.json"))) {
            assertThat(record(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)))
                    .isEqualTo(RECORD);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void a_finished_level_reads_back_equal(long seed) {
        ResultGenerator generator = new ResultGenerator(seed);
        List<LevelResult> levels = Stream.generate(generator::result)
                .flatMap(result -> result.levels().stream())
                .limit(25)
                .toList();
        for (int i = 0; i < levels.size(); i++) {
            FinishedLevel level = new FinishedLevel(i, i % 3, i * 1_000L, i % 2 == 0, Optional.of(levels.get(i)));
            new RunFolder(folder).write(level);

            FinishedLevel back = RunFileCodec.read(
                    folder.resolve("levels").resolve(i + ".json"),
                    "finished level",
                    RunFileCodec.LEVEL,
                    FinishedLevel.class);

            // Not isEqualTo: the text of a whole level fills screens.
            assertThat(back.equals(level)).as("level %d of the seed", i).isTrue();
        }
    }

    @Test
    void a_level_that_ended_before_its_window_reads_back_equal() {
        FinishedLevel level = new FinishedLevel(3, 0, 17, false, Optional.empty());

        new RunFolder(folder).write(level);

        assertThat(RunFileCodec.read(
                        folder.resolve("levels/3.json"), "finished level", RunFileCodec.LEVEL, FinishedLevel.class))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"schema\": \"llmbench-run/1\"}",
                "{\"schema\": \"llmbench-run/1\", \"id\": \"a\", \"startedAt\": \"yesterday\"}"
            })
    void what_is_no_whole_record_is_refused_in_one_line_with_its_name(String json) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> record(json))
                .withMessageContaining("run.json is not a")
                .withMessageNotContaining("\n");
    }

    @Test
    void a_record_of_another_form_is_refused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> record("{\"schema\": \"llmbench-run/2\"}"))
                .withMessageContaining("should be llmbench-run/1 and is")
                .withMessageContaining("llmbench-run/2")
                .withMessageContaining("resume the run with the llmbench that began it");
    }

    @Test
    void prompts_of_every_process_are_drawn_from_another_seed() {
        RunRecord first = new RunRecord("id", Instant.EPOCH, 7, "", Optional.empty(), List.of(), Optional.empty());
        RunRecord second = first.resumed(Instant.EPOCH);
        RunRecord third = second.resumed(Instant.EPOCH);

        assertThat(first.promptSeed()).isEqualTo(7);
        assertThat(List.of(first.promptSeed(), second.promptSeed(), third.promptSeed()))
                .doesNotHaveDuplicates();
        assertThat(second.promptSeed()).isEqualTo(first.resumed(Instant.MAX).promptSeed());
    }
}
