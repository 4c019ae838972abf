package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** {@code genai-bench benchmark}, which is made on Locust. */
final class GenaiBenchPeer implements Peer {
    private static final String RUN = "run";
    private static final int MOST_MINUTES = 8;

    @Override
    public String name() {
        return "genai-bench";
    }

    @Override
    public String title() {
        return name();
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    /** It reports no inter-token latency. */
    @Override
    public Definition definition() {
        return new Definition(PerToken.END_AFTER_FIRST, Between.EACH, End.STREAM, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return "users start at once, no live screen";
    }

    @Override
    public String strength() {
        return "traffic scenarios over many loads in one command, plots and a workbook for comparing them, the interfaces of several clouds";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, name(), "genai_bench");
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        List<String> command = new ArrayList<>(List.of(
                work.program(name(), "genai-bench"),
                "benchmark",
                "--api-backend=openai",
                "--api-base=" + work.url(),
                "--api-key=none",
                "--api-model-name=" + Work.MODEL,
                "--model-tokenizer=" + work.tokenizerFolder(),
                "--task=text-to-text",
                "--traffic-scenario=D(" + Shape.INPUT_TOKENS + "," + shape.outputTokens() + ")",
                "--num-concurrency=" + shape.streams(),
                "--spawn-rate=" + shape.streams(),
                "--max-requests-per-run=" + shape.requests(),
                "--max-time-per-run=" + MOST_MINUTES,
                "--additional-request-params={\"ignore_eos\": true}",
                "--metrics-time-unit=ms",
                "--experiment-base-dir=.",
                "--experiment-folder-name=" + RUN,
                "--log-dir=log"));
        if (work.processors() > 1) {
            command.add("--num-workers=" + work.processors());
        }
        return new Launch(command, Map.of("ENABLE_UI", "false"));
    }

    @Override
    public Figures report(Work work) throws IOException {
        try (Stream<Path> files = Files.list(work.folder().resolve(RUN))) {
            Path result = files.filter(file -> file.getFileName().toString().startsWith("D"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("genai-bench has left no result"));
            return read(Json.read(result));
        }
    }

    static Figures read(JsonNode result) {
        JsonNode aggregated = Json.at(result, "aggregated_metrics");
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, aggregated, "ttft");
        put(figures, Figure.TPOT, aggregated, "tpot");
        put(figures, Figure.END_TO_END, aggregated, "e2e_latency");
        return figures.total(Figure.TOKEN_RATE, Json.number(aggregated, "mean_output_throughput_tokens_per_s"))
                .total(Figure.REQUEST_RATE, Json.number(aggregated, "requests_per_second"))
                .total(Figure.REQUESTS, Json.number(aggregated, "num_completed_requests"))
                .total(Figure.TOKENS, Json.number(aggregated, "stats", "num_output_tokens", "sum"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode aggregated, String name) {
        JsonNode stats = Json.at(aggregated, "stats", name);
        figures.put(figure, Statistic.MEAN, Json.number(stats, "mean"));
        for (Statistic statistic : Statistic.PERCENTILES) {
            figures.put(figure, statistic, Json.number(stats, statistic.key()));
        }
    }
}
