package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ScriptedServerProcessTest {
    private static final Script SCRIPT =
            Script.of(Answers.tokens(5).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(5)));

    @TempDir
    Path folder;

    @Test
    void answers_and_leaves_stamps_on_the_clock_of_this_process() throws IOException {
        try (var server = ScriptedServerProcess.start(SCRIPT, folder)) {
            long before = System.nanoTime();
            try (var client = new RawClient(server.url().getPort())) {
                assertThat(client.post("/v1/completions", "").readChunked()).contains("x-llmbench-simulated: scripted");
            }
            long after = System.nanoTime();
            assertThatThrownBy(server::stamps)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("stop()");

            List<RequestStamps> stamps = server.stop();

            assertThat(stamps).hasSize(1);
            assertThat(stamps.get(0).tokens()).isEqualTo(5);
            assertThat(stamps.get(0).events())
                    .allSatisfy(event -> assertThat(event.nanos()).isBetween(before, after));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void is_started_by_another_program_where_one_is_named() {
        try (var server = ScriptedServerProcess.start(SCRIPT, folder, List.of("env", "-i"))) {
            assertThat(server.url().getPort()).isPositive();
        }
        assertThatThrownBy(() -> ScriptedServerProcess.start(SCRIPT, folder, List.of("no-such-launcher")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("can't be started")
                .hasMessageContaining("no-such-launcher");
    }

    @Test
    void ends_when_its_standard_input_does() {
        var server = ScriptedServerProcess.start(SCRIPT, folder);
        ProcessHandle process = server.process();

        server.close();

        assertThat(process.isAlive()).isFalse();
        assertThat(server.stamps()).isEmpty();
    }
}
