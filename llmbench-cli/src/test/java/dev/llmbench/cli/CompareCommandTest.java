package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two short runs, the second of a server whose every step takes three times as long. */
class CompareCommandTest {
    @TempDir
    private static Path folder;

    private static String quick;
    private static String slow;

    @BeforeAll
    static void measure() throws IOException {
        quick = sweep("quick", Duration.ofMillis(5));
        slow = sweep("slow", Duration.ofMillis(15));
    }

    private static String sweep(String name, Duration step) throws IOException {
        ModelledServer.Settings settings = ModelledServer.Settings.defaults().decode(step, Duration.ZERO);
        Path results = folder.resolve(name);
        try (ModelledServer server = ModelledServer.start(settings)) {
            Shell.llmbench(
                    "sweep",
                    "--url",
                    server.url().toString(),
                    "--model",
                    "simulated-8b",
                    "--concurrency",
                    "4",
                    "--duration",
                    "2s",
                    "--warmup",
                    "300ms",
                    "--input-tokens",
                    "16",
                    "--output-tokens",
                    "8",
                    "--out",
                    results.toString(),
                    "-q");
        }
        try (Stream<Path> runs = Files.list(results)) {
            return runs.findFirst().orElseThrow().toString();
        }
    }

    @Test
    void puts_two_results_side_by_side() {
        Shell.Answer answer = Shell.llmbench("compare", quick, slow);

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).contains("B against A", "SIMULATED: A and B", "output tok/s", "B/A", "one run a side");
    }

    @Test
    void prints_them_for_programs() {
        JsonNode json = JsonMapper.shared()
                .readTree(Shell.llmbench("compare", quick, slow, "-o", "json").out());

        JsonNode output = json.path("levels").path(0).path("figures").path("output_tokens");
        assertThat(json.path("levels").path(0).path("load").stringValue()).isEqualTo("4 users");
        assertThat(json.path("a").path("simulated").booleanValue()).isTrue();
        assertThat(output.path("ratio").doubleValue()).isBetween(0.15, 0.8);
        assertThat(output.path("judgement").stringValue()).isIn("worse", "not_judged", "too_few_samples");
        assertThat(Shell.llmbench("compare", quick, slow, "-o", "csv").out()).startsWith("load,metric,");
        assertThat(Shell.llmbench("compare", quick, slow, "-o", "markdown").out())
                .startsWith("## ");
    }

    @Test
    void holds_a_result_against_expected_figures() throws IOException {
        Path own = Files.writeString(
                folder.resolve("own.csv"),
                "# ours\nconcurrency,output_tokens,low,high,success,median_latency_ms\n4,,100,200,,\n");

        Shell.Answer named = Shell.llmbench("compare", quick, "--band", "000");
        Shell.Answer ofFile = Shell.llmbench("compare", quick, "--band", own.toString(), "-o", "json");

        assertThat(named.code()).isEqualTo(ExitCode.OK);
        assertThat(named.out()).contains("Expectation 000", "90 to 120", "not judged", "SIMULATED");
        JsonNode level =
                JsonMapper.shared().readTree(ofFile.out()).path("levels").path(0);
        assertThat(level.path("expectedHigh").doubleValue()).isEqualTo(200);
        assertThat(level.path("place").stringValue()).isEqualTo("not_judged");
    }

    @Test
    void refuses_what_it_can_not_do_in_one_line_with_2() {
        for (List<String> more : List.<List<String>>of(
                List.<String>of(),
                List.of(slow, "--band", "000"),
                List.of("--band", "004"),
                List.of("--band", folder.resolve("missing.csv").toString()),
                List.of(folder.resolve("missing").toString()))) {
            Shell.Answer answer = Shell.llmbench(
                    Stream.concat(Stream.of("compare", quick), more.stream()).toArray(String[]::new));

            assertThat(answer.code()).as(more.toString()).isEqualTo(ExitCode.USAGE);
            assertThat(answer.errLines()).as(more.toString()).hasSize(1);
            assertThat(answer.out()).isEmpty();
        }
    }
}
