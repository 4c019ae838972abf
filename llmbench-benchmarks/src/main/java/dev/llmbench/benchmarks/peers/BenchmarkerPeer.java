package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Hugging Face's {@code inference-benchmarker}.
 *
 * <p>It runs for a time, not for a number of requests, and counts those that ended until the first that ended after it.
 */
final class BenchmarkerPeer implements Peer {
    private static final String RESULTS = "results";
    private static final long MILLIS_PER_SECOND = 1000;

    @Override
    public String name() {
        return "inference-benchmarker";
    }

    @Override
    public String title() {
        return name();
    }

    @Override
    public Language language() {
        return Language.RUST;
    }

    /** It reports no time per output token, but calls the same inter-token latency. */
    @Override
    public Definition definition() {
        return new Definition(PerToken.AFTER_FIRST, Between.ONE_PER_REQUEST, End.STREAM, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return "one thread for each processor, no console";
    }

    @Override
    public String strength() {
        return "a single small program with ready-made profiles";
    }

    @Override
    public Installation installation(Path home) {
        return Files.exists(home.resolve(name()).resolve("installed"))
                ? Installation.of("1.1.0 (dfef39d)")
                : Installation.MISSING;
    }

    @Override
    public Launch launch(Work work) throws IOException {
        Shape shape = work.shape();
        Files.createDirectories(work.folder().resolve(RESULTS));
        // half a request before the last round ends, so that it is begun and the round before it counted
        long millis = Math.round((shape.perStream() - 0.5) * shape.requestSeconds() * MILLIS_PER_SECOND);
        // on one processor a warm-up of a single answer may count none, and it then gives up
        long warmUpMillis = Math.round(1.5 * shape.requestSeconds() * MILLIS_PER_SECOND);
        return new Launch(
                List.of(
                        work.home().resolve(name()).resolve(name()).toString(),
                        "--no-console",
                        "--tokenizer-name=" + Work.TOKENIZER,
                        "--model-name=" + Work.MODEL,
                        "--url=" + work.url(),
                        "--max-vus=" + shape.streams(),
                        "--duration=" + millis + "ms",
                        "--warmup=" + warmUpMillis + "ms",
                        "--benchmark-kind=throughput",
                        "--prompt-options=" + exactly(Shape.INPUT_TOKENS),
                        "--decode-options=" + exactly(shape.outputTokens()),
                        "--dataset=" + Work.TOKENIZER,
                        "--dataset-file=conversations.json"),
                Map.of("TOKIO_WORKER_THREADS", Integer.toString(work.processors())));
    }

    private static String exactly(int tokens) {
        return "num_tokens=%d,min_tokens=%d,max_tokens=%d,variance=0".formatted(tokens, tokens, tokens);
    }

    @Override
    public Figures report(Work work) throws IOException {
        try (Stream<Path> files = Files.list(work.folder().resolve(RESULTS))) {
            Path result = files.findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("inference-benchmarker has left no result"));
            return read(Json.read(result));
        }
    }

    static Figures read(JsonNode result) {
        for (JsonNode step : Json.at(result, "results")) {
            if (step.path("id").stringValue("").equals("throughput")) {
                return readStep(step);
            }
        }
        throw new IllegalArgumentException("the result has no step 'throughput'");
    }

    private static Figures readStep(JsonNode step) {
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, step, "time_to_first_token_ms");
        put(figures, Figure.ITL, step, "inter_token_latency_ms");
        put(figures, Figure.END_TO_END, step, "e2e_latency_ms");
        return figures.total(Figure.TOKEN_RATE, Json.number(step, "token_throughput_secs"))
                .total(Figure.REQUEST_RATE, Json.number(step, "request_rate"))
                .total(Figure.REQUESTS, Json.number(step, "successful_requests"))
                .total(Figure.TOKENS, Json.number(step, "total_tokens"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode step, String name) {
        JsonNode latency = Json.at(step, name);
        figures.put(figure, Statistic.MEAN, Json.number(latency, "avg"));
        for (Statistic statistic : Statistic.PERCENTILES) {
            figures.put(figure, statistic, Json.number(latency, statistic.key()));
        }
    }
}
