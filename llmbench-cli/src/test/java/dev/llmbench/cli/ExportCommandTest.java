package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.core.Results;
import dev.llmbench.report.export.ExportFormat;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportCommandTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path folder;

    private static Path run;

    /** One small run against a server on loopback, whose files every test exports. */
    @BeforeAll
    static void measure() throws IOException {
        Path plan = folder.resolve("plan.yaml");
        try (ModelledServer server = ModelledServer.start()) {
            Files.writeString(
                    plan,
                    "name: small\n"
                            + "target: {url: '" + server.url() + "', model: simulated-8b}\n"
                            + "workload: {synthetic: {inputTokens: 16, outputTokens: 8}}\n"
                            + "load: {concurrency: [1, 2]}\n"
                            + "stops: {requests: 4}\n");
            Shell.Answer answer = Shell.llmbench(
                    "run", plan.toString(), "--out", folder.resolve("results").toString(), "-q");
            // How busy this machine is does not matter here.
            assertThat(answer.code()).as(answer.err()).isIn(ExitCode.OK, ExitCode.INVALID);
        }
        try (Stream<Path> runs = Files.list(folder.resolve("results"))) {
            run = runs.findFirst().orElseThrow();
        }
    }

    private static List<Path> written(Shell.Answer answer) {
        return answer.out().lines().map(Path::of).toList();
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void writes_the_files_of_every_format_and_lists_them(ExportFormat format, @TempDir Path out) {
        Shell.Answer answer =
                Shell.llmbench("export", run.toString(), "--format", format.id(), "--out", out.toString());

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.err().lines()).allMatch(line -> line.startsWith("Note: "));
        assertThat(written(answer))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(file).startsWith(out).isNotEmptyFile());
        assertThat(written(answer))
                .filteredOn(file -> file.toString().endsWith(".json"))
                .allSatisfy(file -> assertThat(JSON.readTree(Files.readString(file))
                                .required("simulated")
                                .booleanValue())
                        .isTrue());
    }

    @Test
    void computes_figures_from_the_lines_of_the_journal(@TempDir Path out) throws IOException {
        Shell.llmbench("export", run.toString(), "--format", "gpu-conc", "--out", out.toString());

        JsonNode level = JSON.readTree(Files.readString(out.resolve("benchmark_concurrency_2.json")));
        List<JsonNode> succeeded = Files.readAllLines(run.resolve("requests.jsonl")).stream()
                .map(JSON::readTree)
                .filter(line -> line.required("level").intValue() == 1
                        && line.required("phase").stringValue().equals("measured")
                        && line.required("outcome").stringValue().equals("succeeded"))
                .toList();
        long tokens = succeeded.stream()
                .mapToLong(line -> line.required("outputTokens").longValue())
                .sum();
        double latency = succeeded.stream()
                .mapToDouble(line -> line.required("end").doubleValue()
                        - line.required("dequeued").doubleValue())
                .average()
                .orElseThrow();
        var window = Results.read(run).atConcurrency(2).window();
        double seconds = window.length().plus(window.drain()).toNanos() / 1e9;
        assertThat(level.required("successful_requests").intValue()).isEqualTo(succeeded.size());
        assertThat(level.required("system_output_throughput").doubleValue()).isCloseTo(tokens / seconds, within(1e-5));
        assertThat(level.required("average_latency_per_request").doubleValue()).isCloseTo(latency / 1e6, within(1e-5));
    }

    @Test
    void writes_beside_the_result_unless_told_where() {
        Shell.Answer answer =
                Shell.llmbench("export", run.resolve("result.json").toString(), "-f", "timeline");

        assertThat(written(answer)).containsExactly(run.toAbsolutePath().resolve("export/timeline/timeline.csv"));
        assertThat(run.resolve("export/timeline/timeline.csv"))
                .hasContent(Shell.llmbench("show", run.toString(), "-o", "timeline-csv")
                        .out());
    }

    @Test
    void tells_how_a_stream_slows_down_where_one_user_was_measured_at_several_lengths() throws IOException {
        Path plan = folder.resolve("lengths.yaml");
        Shell.Answer answer;
        try (ModelledServer server = ModelledServer.start()) {
            Files.writeString(
                    plan,
                    "target: {url: '" + server.url() + "', model: simulated-8b}\n"
                            + "workload: {synthetic: {shapes: [{inputTokens: 16, outputTokens: 4},"
                            + " {inputTokens: 16, outputTokens: 32}]}}\n"
                            + "load: {concurrency: [1]}\n"
                            + "stops: {requests: 3}\n"
                            + MeasuringTest.TOLERANT);
            answer = Shell.llmbench("run", plan.toString(), "--no-files", "-q");
        }

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.out()).contains("degradation.input16: From 4 to 32 output tokens a stream");
    }

    @Test
    void refuses_a_result_without_its_journal(@TempDir Path elsewhere) throws IOException {
        Path copy = Files.copy(run.resolve("result.json"), elsewhere.resolve("result.json"));

        Shell.Answer answer = Shell.llmbench("export", copy.toString(), "--format", "dria");

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err())
                .contains("the format dria needs the requests of the run one by one")
                .hasLineCount(1);
        assertThat(elsewhere.resolve("export")).doesNotExist();
    }

    @Test
    void refuses_a_format_that_it_does_not_know() {
        Shell.Answer answer = Shell.llmbench("export", run.toString(), "--format", "excel");

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("'excel' is none of gpu-conc, llm-locust, runara, dria, gpu-shopper");
    }

    @Test
    void asks_for_the_format_where_none_is_named() {
        Shell.Answer answer = Shell.llmbench("export", run.toString());

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.err()).contains("--format").hasLineCount(1);
    }
}
