package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.Ending;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own. */
@DisabledOnOs(OS.WINDOWS)
class ProcessTest {
    private static final int SIGINT = 2;

    @TempDir
    private Path folder;

    private Path err() {
        return folder.resolve("err");
    }

    private Path out() {
        return folder.resolve("out");
    }

    private Process llmbench(List<String> args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.llmbench.cli.Main"));
        command.addAll(args);
        return new ProcessBuilder(command)
                .redirectOutput(out().toFile())
                .redirectError(err().toFile())
                .start();
    }

    private Process measuring(ModelledServer server) throws IOException {
        Process process = llmbench(List.of(
                "sweep",
                "--url",
                server.url().toString(),
                "--model",
                "simulated-8b",
                "--concurrency",
                "2",
                "--duration",
                "50s",
                "--warmup",
                "0s",
                "--input-tokens",
                "16",
                "--output-tokens",
                "8",
                "--out",
                folder.resolve("results").toString()));
        await().atMost(Duration.ofSeconds(40))
                .until(() -> Files.readString(err()).contains("measure 1/1"));
        return process;
    }

    private void leavesThePartialResult(Process process, int status) throws Exception {
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(err())).isEqualTo(status);
        assertThat(Files.readString(out())).containsIgnoringCase("cancelled");
        try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
            assertThat(Results.read(runs.findFirst().orElseThrow()).run().ending())
                    .isEqualTo(Ending.CANCELLED);
        }
    }

    @Test
    void ends_with_130_and_the_partial_result_after_ctrl_c() throws Exception {
        assumeThat(ignoresInterrupts())
                .as("SIGINT is ignored here, and by every child")
                .isFalse();
        try (ModelledServer server = ModelledServer.start()) {
            Process process = measuring(server);

            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();

            leavesThePartialResult(process, 130);
        }
    }

    @Test
    void ends_with_143_and_the_partial_result_when_told_to_terminate() throws Exception {
        try (ModelledServer server = ModelledServer.start()) {
            Process process = measuring(server);

            process.destroy();

            leavesThePartialResult(process, 143);
        }
    }

    @Test
    void writes_utf_8_and_its_exit_code_whatever_the_locale() throws Exception {
        Process process = llmbench(List.of("show", "nirgendwo-ü.json"));

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(err())).startsWith("llmbench: ").hasLineCount(1);
    }

    /** A job that a script starts in the background ignores Ctrl-C, and a JVM that inherits this leaves it so. */
    private static boolean ignoresInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.isReadable(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> new BigInteger(line.substring(7).strip(), 16))
                        .anyMatch(mask -> mask.testBit(SIGINT - 1));
    }
}
