package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.core.Results;
import dev.llmbench.report.CsvReport;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuringTest {
    // A busy machine makes a measurement invalid; what is tested here is not how busy this one is.
    static final String TOLERANT = Stream.of(
                    "event_loop_lag", "own_delay", "late_sends", "own_cpu", "pauses", "stolen_cpu", "clock_jump")
            .map(check -> check + ": {suspect: 1000000, invalid: 1000000}")
            .collect(Collectors.joining(", ", "limits: {", "}\n"));

    private static final String SHORT = "stops: {requests: 4}\n";

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

    private Path plan(String more) throws IOException {
        return Files.writeString(
                folder.resolve("plan.yaml"),
                "name: small\n"
                        + "target: {url: '" + server.url() + "', model: simulated-8b}\n"
                        + "workload: {synthetic: {inputTokens: 16, outputTokens: 8}}\n"
                        + "load: {concurrency: [1, 2]}\n"
                        + TOLERANT
                        + more);
    }

    private Shell.Answer run(String more, String... options) throws IOException {
        String[] args = Stream.concat(
                        Stream.of(
                                "run", plan(more).toString(), "--out", results().toString()),
                        Stream.of(options))
                .toArray(String[]::new);
        return Shell.llmbench(args);
    }

    private Path results() {
        return folder.resolve("results");
    }

    private Path runFolder() throws IOException {
        try (Stream<Path> runs = Files.list(results())) {
            return runs.findFirst().orElseThrow();
        }
    }

    @Test
    void prints_the_table_and_nothing_else_to_standard_output() throws IOException {
        Shell.Answer answer = run(SHORT);

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.out()).contains("SIMULATED", "TTFT", "success").doesNotContain("\u001b", "\r");
        assertThat(answer.err())
                .contains("Server    " + server.url(), "Takes     ", "Files of this run: " + runFolder())
                .doesNotContain("\u001b", "\r");
        assertThat(runFolder()).isDirectoryContaining("glob:**/plan.yaml").isDirectoryContaining("glob:**/result.json");
    }

    @Test
    void prints_json_that_reads_back_as_the_result() throws IOException {
        Shell.Answer answer = run(SHORT, "-o", "json");

        Path copy = Files.writeString(folder.resolve("copy.json"), answer.out());
        assertThat(Results.read(copy)).isEqualTo(Results.read(runFolder()));
    }

    @Test
    void prints_csv_with_a_line_for_every_level() throws IOException {
        Shell.Answer answer = run(SHORT, "-o", "csv", "-q");

        assertThat(answer.out().lines().toList()).hasSize(3).first().isEqualTo(String.join(",", CsvReport.columns()));
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void shows_a_run_that_was_kept() throws IOException {
        Shell.Answer measured = run(SHORT);

        Shell.Answer byFolder = Shell.llmbench("show", runFolder().toString());
        Shell.Answer byFile =
                Shell.llmbench("show", runFolder().resolve("result.json").toString(), "-o", "markdown");

        assertThat(byFolder.out()).isEqualTo(measured.out());
        assertThat(byFile.out()).contains("| ");
        assertThat(byFolder.code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void ends_with_3_when_an_objective_is_missed() throws IOException {
        Shell.Answer answer = run(SHORT, "--objective", "ttft.p50=1us", "-q");

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OBJECTIVE_MISSED);
        assertThat(answer.err()).contains("missed: ttft.p50=0.001ms was ").hasLineCount(1);
        assertThat(answer.out()).contains("TTFT");
    }

    @Test
    void ends_with_0_when_an_objective_is_met() throws IOException {
        assertThat(run(SHORT, "--objective", "ttft.p50=1m", "-q").code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void keeps_no_files_when_told_so() throws IOException {
        Shell.Answer answer = Shell.llmbench("run", plan(SHORT).toString(), "--no-files", "-q");

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(results()).doesNotExist();
    }

    @Test
    void validates_a_plan_without_asking_a_server() throws IOException {
        Shell.Answer answer = Shell.llmbench(
                "validate", plan("stops: {elapsed: 90s}\n").toString(), "--url", "http://localhost:1", "--model", "m");

        assertThat(answer.code()).isEqualTo(ExitCode.OK);
        assertThat(answer.out()).contains("http://localhost:1").contains("1m30s");
        assertThat(answer.err()).contains("Takes     4m,");
    }

    @Test
    void validates_a_plan_whose_server_is_named_later() throws IOException {
        Path plan = folder.resolve("serverless.yaml");
        Files.writeString(plan, "workload:\n  synthetic: {inputTokens: 16}\nload: {concurrency: [1]}\n");

        Shell.Answer answer = Shell.llmbench("validate", plan.toString());

        assertThat(answer.err()).doesNotContain("--url", "Server");
        assertThat(answer.code()).isEqualTo(ExitCode.OK);
        assertThat(answer.out()).contains("inputTokens: 16").doesNotContain("target");
    }

    @Test
    void sweeps_an_open_loop_with_every_common_option() {
        Shell.Answer answer = Shell.llmbench(("sweep --url " + server.url()
                        + "/v1 --model simulated-8b --route completions --rate 20 --arrival constant"
                        + " --max-in-flight 50 --duration 1s --warmup 200ms --ramp-up 0s --rest 0s --drain-limit 5s"
                        + " --input-tokens 8-16 --output-tokens 4 --seed 7 --name rates --temperature 0.5"
                        + " --output-length at-most --usage auto --timeout-connect 2s --timeout-first-token 5s"
                        + " --timeout-stall 5s --timeout-total 10s --price-per-hour 1.99 --body-field top_p=0.9"
                        + " --error-rate 0.5 --no-files -o csv --no-color -q")
                .split(" "));

        assertThat(answer.code()).as(answer.err()).isIn(ExitCode.OK, ExitCode.INVALID);
        assertThat(answer.out()).contains("rates").hasLineCount(2);
    }

    @Test
    void an_interrupt_leaves_the_partial_result_marked() throws IOException {
        Shell shell = Shell.plain();

        Shell.Answer answer = shell.run(
                whenMeasuring(shell),
                "run",
                plan("stops: {elapsed: 50s}\nphases: {warmUp: 0s}\n").toString(),
                "--out",
                results().toString());

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(answer.err()).contains("interrupted", "To finish it: llmbench resume " + runFolder());
        BenchmarkResult kept = Results.read(runFolder());
        assertThat(kept.run().ending()).isEqualTo(Ending.CANCELLED);
        assertThat(Outcome.of(kept).code()).isIn(ExitCode.PARTIAL, ExitCode.INVALID);
    }

    /** Interrupts a run of two levels in its first window. */
    static Interrupts whenMeasuring(Shell shell) {
        return cancel -> {
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread user = new Thread(() -> {
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> shell.errSoFar().contains("measure 1/2"));
                interrupted.set(true);
                cancel.run();
            });
            user.setDaemon(true);
            user.start();
            return new Interrupts.Watch() {
                @Override
                public boolean interrupted() {
                    return interrupted.get();
                }

                @Override
                public void close() {}
            };
        };
    }
}
