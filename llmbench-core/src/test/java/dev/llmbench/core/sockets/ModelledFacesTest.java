package dev.llmbench.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.EngineFace;
import dev.llmbench.simulator.EngineTotals;
import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sweep of every engine's face by every protocol that it knows: client and server must have counted the same. Every request
 * is followed to its end, and what llmbench asked before the run is in the result.
 */
class ModelledFacesTest {
    private static final int REQUESTS = 12;
    private static final int LEVELS = 2;

    private static ModelledServer start(EngineFace face) {
        return ModelledServer.start(ModelledServer.Settings.defaults()
                .face(face)
                .decode(Duration.ofMillis(1), Duration.ZERO)
                .prefill(Duration.ofMillis(1), Duration.ZERO)
                .cache(100_000, true));
    }

    private static BenchmarkResult sweep(ModelledServer server, String protocol) {
        BenchmarkPlan plan = BenchmarkPlan.of(
                        Workload.synthetic().inputTokens(64).outputTokens(24).seed(7), Load.concurrency(1, 4))
                .withStop(Stop.requests(REQUESTS))
                .withPhases(Phases.defaults().withWarmUp(Duration.ZERO).withHeldLoad(Phases.HeldLoad.FINISH));
        Target target = Target.openAi(server.url().toString())
                .model(server.settings().model())
                .protocol(protocol);
        return LlmBench.benchmark(plan, target).run();
    }

    private static long sum(BenchmarkResult result, ToLongFunction<LevelResult> figure) {
        return result.levels().stream().mapToLong(figure).sum();
    }

    private static long before(BenchmarkResult result, String name) {
        return Long.parseLong(result.extra().get(name));
    }

    private static String metrics(ModelledServer server) throws IOException, InterruptedException {
        URI page = server.url().resolve("/metrics");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("x-llmbench-simulated")).hasValue("modelled");
        return answer.body();
    }

    private static long metric(String page, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + "\\{.*} ([0-9.E]+)$").matcher(page);
        assertThat(line.find()).as(name).isTrue();
        return Math.round(Double.parseDouble(line.group(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "VLLM, openai-chat",
        "VLLM, openai-completions",
        "SGLANG, sglang",
        "SGLANG, openai-chat",
        "SGLANG, openai-completions",
        "OLLAMA, ollama-generate",
        "OLLAMA, ollama-chat",
        "OLLAMA, openai-chat",
        "OLLAMA, openai-completions"
    })
    void client_and_server_count_the_same_tokens(EngineFace face, String protocol) {
        try (ModelledServer server = start(face)) {
            BenchmarkResult result = sweep(server, protocol);
            EngineTotals truth = server.totals();

            assertThat(result.run().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(result.run().simulated()).isTrue();
            assertThat(result.levels()).hasSize(LEVELS).allSatisfy(level -> {
                assertThat(level.counts().overall().failed()).isEmpty();
                assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(REQUESTS);
            });
            assertThat(sum(result, level -> level.tokens().output()) + before(result, "tokensBeforeRun.output"))
                    .isEqualTo(truth.generatedTokens());
            assertThat(sum(result, level -> level.tokens().prompt()) + before(result, "tokensBeforeRun.prompt"))
                    .isEqualTo(truth.promptTokens());
        }
    }

    @Test
    void metrics_of_vllm_are_the_clients_counts() throws IOException, InterruptedException {
        try (ModelledServer server = start(EngineFace.VLLM)) {
            BenchmarkResult result = sweep(server, Target.OPENAI_CHAT);
            String page = metrics(server);

            assertThat(metric(page, "vllm:generation_tokens_total"))
                    .isEqualTo(
                            sum(result, level -> level.tokens().output()) + before(result, "tokensBeforeRun.output"));
            assertThat(metric(page, "vllm:prompt_tokens_total"))
                    .isEqualTo(
                            sum(result, level -> level.tokens().prompt()) + before(result, "tokensBeforeRun.prompt"));
            assertThat(metric(page, "vllm:prefix_cache_queries_total"))
                    .isEqualTo(metric(page, "vllm:prompt_tokens_total"));
        }
    }

    @Test
    void metrics_of_sglang_are_the_clients_counts() throws IOException, InterruptedException {
        try (ModelledServer server = start(EngineFace.SGLANG)) {
            BenchmarkResult result = sweep(server, "sglang");
            String page = metrics(server);

            assertThat(metric(page, "sglang:generation_tokens_total"))
                    .isEqualTo(
                            sum(result, level -> level.tokens().output()) + before(result, "tokensBeforeRun.output"));
            assertThat(metric(page, "sglang:prompt_tokens_total"))
                    .isEqualTo(
                            sum(result, level -> level.tokens().prompt()) + before(result, "tokensBeforeRun.prompt"));
        }
    }
}
