package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** {@code aiperf profile}. */
final class AiperfPeer implements Peer {
    private static final String ARTIFACTS = "artifacts";

    @Override
    public String name() {
        return "aiperf";
    }

    @Override
    public String title() {
        return name();
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    /** It has no time per output token: what it calls inter-token latency is what others call so. */
    @Override
    public Definition definition() {
        return new Definition(PerToken.AFTER_FIRST, Between.ONE_PER_REQUEST, End.LAST_TOKEN, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return "one worker and one record processor for each processor, no screen, counts of the server, summary only";
    }

    @Override
    public String strength() {
        return "spreads over many workers and machines, replays traces and agents, reads GPUs and server metrics, has by far the most figures";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, name(), "aiperf");
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                work.program(name(), "aiperf"),
                "profile",
                "--model=" + Work.MODEL,
                "--url=" + work.url(),
                "--endpoint-type=chat",
                "--streaming",
                "--tokenizer=" + Work.TOKENIZER,
                "--isl=" + Shape.INPUT_TOKENS,
                "--osl=" + shape.outputTokens(),
                "--concurrency=" + shape.streams(),
                "--request-count=" + shape.requests(),
                "--extra-inputs=ignore_eos:true",
                "--use-server-token-count",
                "--ui=none",
                "--no-gpu-telemetry",
                "--no-server-metrics",
                "--export-level=summary",
                "--workers-max=" + work.processors(),
                "--record-processors=" + work.processors(),
                "--artifact-dir=" + ARTIFACTS);
    }

    @Override
    public Figures report(Work work) throws IOException {
        return read(Json.read(work.folder().resolve(ARTIFACTS).resolve("profile_export_aiperf.json")));
    }

    static Figures read(JsonNode result) {
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, result, "time_to_first_token");
        put(figures, Figure.ITL, result, "inter_token_latency");
        put(figures, Figure.CHUNK_GAP, result, "inter_chunk_latency");
        put(figures, Figure.END_TO_END, result, "request_latency");
        return figures.total(Figure.TOKEN_RATE, Json.number(result, "output_token_throughput", "avg"))
                .total(Figure.REQUEST_RATE, Json.number(result, "request_throughput", "avg"))
                .total(Figure.REQUESTS, Json.number(result, "request_count", "avg"))
                .total(Figure.TOKENS, Json.number(result, "total_osl", "avg"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode result, String name) {
        JsonNode metric = Json.at(result, name);
        String unit = Json.at(metric, "unit").stringValue();
        if (!unit.equals("ms")) {
            throw new IllegalArgumentException(name + " is in " + unit + ", not in ms");
        }
        figures.put(figure, Statistic.MEAN, Json.number(metric, "avg"));
        for (Statistic statistic : Statistic.PERCENTILES) {
            figures.put(figure, statistic, Json.number(metric, statistic.key()));
        }
    }
}
