package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {
    private static ModelledServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = ModelledServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Begins a run of two levels, interrupts it in its first window, and returns its folder. */
    private Path interrupted() throws IOException {
        Path plan = Files.writeString(
                folder.resolve("plan.yaml"),
                "target: {url: '" + server.url() + "', model: simulated-8b}\n"
                        + "workload: {synthetic: {inputTokens: 16, outputTokens: 8}}\n"
                        + "load: {concurrency: [1, 2]}\n"
                        + MeasuringTest.TOLERANT
                        + "stops: {elapsed: 2s}\nphases: {warmUp: 0s}\n");
        Shell shell = Shell.plain();
        Path results = folder.resolve("results");

        Shell.Answer answer =
                shell.run(MeasuringTest.whenMeasuring(shell), "run", plan.toString(), "--out", results.toString());

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.INTERRUPTED);
        try (Stream<Path> runs = Files.list(results)) {
            return runs.findFirst().orElseThrow();
        }
    }

    @Test
    void finishes_a_run_that_was_interrupted_and_prints_the_whole_result() throws IOException {
        Path run = interrupted();
        assertThat(Results.read(run).run().ending()).isEqualTo(Ending.CANCELLED);

        Shell.Answer answer = Shell.llmbench("resume", run.toString());

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.err())
                .contains(
                        "Server    " + server.url(),
                        "Resumes   " + run + ", of which 0 levels are finished",
                        "Files of this run: " + run);
        assertThat(answer.out()).contains("SIMULATED", "TTFT", "resumedAt: ", "levelsByAttempt: 1: 1, 2");
        BenchmarkResult whole = Results.read(run);
        assertThat(whole.run().ending()).isEqualTo(Ending.COMPLETED);
        assertThat(whole.levels()).hasSize(2);
    }

    @Test
    void tells_in_one_line_that_a_run_is_complete() throws IOException {
        Path run = interrupted();
        Shell.llmbench("resume", run.toString(), "-q");

        Shell.Answer again = Shell.llmbench("resume", run.toString());

        assertThat(again.code()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).hasLineCount(1).contains(run.toString(), "is complete, there is nothing to resume");
        assertThat(again.out()).isEmpty();
    }

    @Test
    void tells_in_one_line_that_a_folder_is_no_run_s() throws IOException {
        Shell.Answer answer = Shell.llmbench("resume", folder.toString());

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).hasLineCount(1).contains("plan.yaml", "there is no such file");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
