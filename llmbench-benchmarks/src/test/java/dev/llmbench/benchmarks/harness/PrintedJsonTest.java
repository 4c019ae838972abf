package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PrintedJsonTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private JsonNode printedBy(String script, Duration longest) {
        Path log = folder.resolve("program.log");
        try (Watched program = Watched.start(-1, log, List.of("sh", "-c", script))) {
            return PrintedJson.of(program, log, longest);
        }
    }

    @Test
    void is_the_object_on_standard_output() {
        JsonNode printed = printedBy("echo beginning >&2; echo '{\"events\": 7}'", LONG_ENOUGH);

        assertThat(printed.required("events").longValue()).isEqualTo(7);
    }

    @Test
    void a_program_that_prints_no_object_is_told_with_its_last_words() {
        for (String output : List.of("true", "echo 7", "echo '{\"events\":'", "echo nothing to see")) {
            assertThatExceptionOfType(FailedRunException.class)
                    .isThrownBy(() -> printedBy("echo no server at 127.0.0.1 >&2; " + output, LONG_ENOUGH))
                    .withMessage("it ended without figures: no server at 127.0.0.1");
        }
    }

    @Test
    void a_program_that_does_not_end_is_not_waited_for_without_end() {
        assertThatExceptionOfType(FailedRunException.class)
                .isThrownBy(() -> printedBy("exec sleep 600", Duration.ofSeconds(1)))
                .withMessageStartingWith("it did not end within 1 s");
    }
}
