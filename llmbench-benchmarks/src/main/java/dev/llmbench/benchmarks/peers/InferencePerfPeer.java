package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** {@code inference-perf}. */
final class InferencePerfPeer implements Peer {
    private static final String CONFIGURATION = "config.yml";
    private static final String REPORTS = "reports";
    private static final double MILLIS_PER_SECOND = 1e3;
    // Its prompts for the chat route have a part that all share and one of their own.
    private static final int SHARED_TOKENS = 8;

    @Override
    public String name() {
        return "inference-perf";
    }

    @Override
    public String title() {
        return name();
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    @Override
    public Definition definition() {
        return new Definition(PerToken.END_AFTER_FIRST, Between.EACH, End.STREAM, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return "one worker for each processor with as many connections as streams, counts of the server";
    }

    @Override
    public String strength() {
        return "load in stages by rate or users, shared prefixes and replays, made for Kubernetes";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, name(), "inference_perf");
    }

    @Override
    public Launch launch(Work work) throws IOException {
        Files.writeString(work.folder().resolve(CONFIGURATION), configuration(work));
        return Launch.of(work.program(name(), "inference-perf"), "--config_file=" + CONFIGURATION);
    }

    static String configuration(Work work) {
        Shape shape = work.shape();
        int perWorker = (shape.streams() + work.processors() - 1) / work.processors();
        return """
                api: {type: chat, streaming: true}
                data:
                  type: shared_prefix
                  shared_prefix:
                    {num_groups: 1, num_prompts_per_group: %d, system_prompt_len: %d, question_len: %d, output_len: %d}
                load:
                  type: concurrent
                  stages: [{num_requests: %d, concurrency_level: %d}]
                  num_workers: %d
                  worker_max_concurrency: %d
                  worker_max_tcp_connections: %d
                server: {type: vllm, model_name: %s, base_url: "%s", ignore_eos: true}
                tokenizer: {pretrained_model_name_or_path: %s}
                report:
                  request_lifecycle:
                    {summary: true, per_stage: true, percentiles: [50, 95, 99], use_server_output_tokens: true}
                storage: {local_storage: {path: %s}}
                """.formatted(
                        shape.requests(),
                        SHARED_TOKENS,
                        Shape.INPUT_TOKENS - SHARED_TOKENS,
                        shape.outputTokens(),
                        shape.requests(),
                        shape.streams(),
                        work.processors(),
                        perWorker,
                        perWorker,
                        Work.MODEL,
                        work.url(),
                        Work.TOKENIZER,
                        REPORTS);
    }

    @Override
    public Figures report(Work work) throws IOException {
        return read(Json.read(work.folder().resolve(REPORTS).resolve("summary_lifecycle_metrics.json")));
    }

    static Figures read(JsonNode result) {
        JsonNode successes = Json.at(result, "successes");
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, successes, "time_to_first_token");
        put(figures, Figure.TPOT, successes, "time_per_output_token");
        put(figures, Figure.ITL, successes, "inter_token_latency");
        put(figures, Figure.END_TO_END, successes, "request_latency");
        return figures.total(Figure.TOKEN_RATE, Json.number(successes, "throughput", "output_tokens_per_sec"))
                .total(Figure.REQUEST_RATE, Json.number(successes, "throughput", "requests_per_sec"))
                .total(Figure.REQUESTS, Json.number(successes, "count"))
                .total(Figure.TOKENS, Json.number(successes, "output_tokens", "total"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode successes, String name) {
        JsonNode latency = Json.at(successes, "latency", name);
        figures.put(figure, Statistic.MEAN, Json.number(latency, "mean") * MILLIS_PER_SECOND)
                .put(figure, Statistic.P50, Json.number(latency, "median") * MILLIS_PER_SECOND)
                .put(figure, Statistic.P95, Json.number(latency, "p95") * MILLIS_PER_SECOND)
                .put(figure, Statistic.P99, Json.number(latency, "p99") * MILLIS_PER_SECOND);
    }
}
