package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.EngineTotals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PredictCommandTest {
    private static final List<String> SMALL = List.of(
            "--concurrency", "1,2", "--requests", "4", "--input-tokens", "64", "--output-tokens", "32", "--seed", "1");

    /** How busy this machine is decides between the two. */
    private static final List<Integer> MADE = List.of(ExitCode.OK, ExitCode.INVALID);

    @TempDir
    private Path folder;

    private static Shell.Answer predict(String... options) {
        return Shell.llmbench(Stream.of(Stream.of("predict"), Stream.of(options), SMALL.stream())
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    void marks_what_it_prints_as_simulated_and_predicted() {
        Shell.Answer answer =
                predict("--gpu", "H100 SXM", "--model", "Llama-3.1-8B-Instruct", "--precision", "fp8", "--no-files");

        assertThat(answer.code()).as(answer.err()).isIn(MADE);
        assertThat(answer.out()).contains("SIMULATED", "1x H100 SXM, fp8 (simulated)");
        assertThat(answer.err())
                .contains("SIMULATED: Llama-3.1-8B-Instruct on 1x H100 SXM, fp8, like vllm: cache of ")
                .contains("PREDICTED by a simulated server, not measured");
    }

    @ParameterizedTest
    @CsvSource({"vllm, 64", "sglang, 64", "ollama, 1"})
    void is_never_faster_than_the_hardware_allows(String engine, int sequences) throws Exception {
        Shell.Answer answer = predict(
                "--gpu",
                "RTX 4090",
                "--model",
                "Qwen2.5-7B-Instruct",
                "--engine",
                engine,
                "--precision",
                "bf16",
                "--max-sequences",
                "" + sequences,
                "-q",
                "--out",
                folder.toString());

        assertThat(answer.code()).as(answer.err()).isIn(MADE);
        BenchmarkResult result = result();
        assertThat(result.run().simulated()).isTrue();
        assertThat(result.levels())
                .hasSize(2)
                .allSatisfy(
                        level -> assertThat(level.counts().overall().failed()).isEmpty());
        assertThat(result.levels())
                .allSatisfy(level -> assertThat(level.verdict().validity().findings())
                        .filteredOn(finding -> finding.check() == ValidityCheck.OUTPUT_LENGTH)
                        .noneMatch(finding -> finding.verdict() == Verdict.INVALID));
        // 15.24 GB at 1008 GB/s take 15.1 ms; a token may be seen late, and the next then comes sooner
        assertThat(result.atConcurrency(1)
                        .latency()
                        .perToken()
                        .timePerOutputToken()
                        .mean()
                        .orElseThrow())
                .isGreaterThan(Duration.ofMillis(14));
    }

    @Test
    void takes_ollama_s_weights_as_int4_and_says_so() {
        String[] options = {"--gpu", "RTX 4090", "--model", "Qwen2.5-7B-Instruct", "--engine", "ollama", "--no-files"};

        Shell.Answer usual = predict(options);
        Shell.Answer told = predict(Stream.concat(Stream.of(options), Stream.of("--precision", "fp8"))
                .toArray(String[]::new));

        assertThat(usual.out()).contains("1x RTX 4090, int4 (simulated)");
        assertThat(usual.err()).contains("Weights are taken as int4, as most of Ollama's tags have them");
        assertThat(told.out()).contains("1x RTX 4090, fp8 (simulated)");
        assertThat(told.err()).doesNotContain("Weights are taken as");
    }

    @Test
    void is_invalid_where_this_machine_and_not_the_gpu_sets_the_pace() {
        // a step of a small model on eight of the fastest GPUs takes less time than sending its tokens
        Shell.Answer answer = Shell.llmbench(
                "predict",
                "--gpu",
                "B200",
                "--gpus",
                "8",
                "--model",
                "Qwen2.5-0.5B-Instruct",
                "--concurrency",
                "64",
                "--requests",
                "200",
                "--input-tokens",
                "16",
                "--output-tokens",
                "128",
                "--seed",
                "1",
                "--no-files");

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.INVALID);
        assertThat(answer.err()).contains("this machine held the simulated engine up for");
    }

    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void is_invalid_from_two_percent_of_lateness_on(int lateMillis, boolean invalid) {
        var totals =
                new EngineTotals(0, 0, 0, 0, 0, Duration.ofMillis(100 - lateMillis), Duration.ofMillis(lateMillis));

        assertThat(PredictCommand.late(totals).isPresent()).isEqualTo(invalid);
    }

    @Test
    void interrupted_leaves_nothing_that_could_be_resumed() throws Exception {
        Shell shell = Shell.plain();

        Shell.Answer answer = shell.run(
                MeasuringTest.whenMeasuring(shell),
                "predict",
                "--gpu",
                "H100 SXM",
                "--model",
                "Llama-3.1-8B-Instruct",
                "--concurrency",
                "1,2",
                "--duration",
                "60s",
                "--warmup",
                "0s",
                "--input-tokens",
                "64",
                "--output-tokens",
                "32",
                "--out",
                folder.toString());

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(answer.err()).contains("Files of this run: ").doesNotContain("llmbench resume");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("result.json")
                    .doesNotContain("run.json", "run.lock", "levels");
        }
    }

    private BenchmarkResult result() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return Results.read(files.filter(file -> file.endsWith("result.json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            H100 SMX | Llama-3.1-8B-Instruct  | 1 | --gpu: there is no GPU 'H100 SMX' in the catalog; the nearest are 'H100 SXM'
            H100 SXM | Llama-3.1-8B-Instrukt  | 1 | --model: there is no model 'Llama-3.1-8B-Instrukt' in the catalog; the nearest are 'Llama-3.1-8B-Instruct'
            H100 SXM | Llama-3.1-70B-Instruct | 1 | 141.1 GB of weights in bf16, and 1 x H100 SXM has 77.3 GB at a share of 0.9: it takes 2 of them
            H100 SXM | Llama-3.1-8B-Instruct  | 0 | --gpus must be at least 1, but was 0
            """)
    void says_in_a_line_what_cannot_be(String gpu, String model, String gpus, String words) {
        Shell.Answer answer = predict("--gpu", gpu, "--model", model, "--gpus", gpus, "--no-files");

        assertThat(answer.code()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.errLines()).hasSize(1);
        assertThat(answer.err()).contains(words);
    }

    @Test
    void wants_gpu_and_model() {
        assertThat(predict("--model", "Phi-4").err()).contains("--gpu is missing");
        assertThat(predict("--gpu", "H100 SXM").err()).contains("--model is missing");
        assertThat(predict("--gpu", "H100 SXM", "--model", "Phi-4", "--kv-share", "1.5")
                        .err())
                .contains("--kv-share must be above 0 and at most 1, but was 1.5");
    }
}
