package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * MLCommons' {@code inference-endpoint}.
 *
 * <p>A request starts when it is issued to one of its workers. What it divides by is the tokens after the first chunk, which is
 * the same as here where each chunk has one token.
 */
final class EndpointsPeer implements Peer {
    private static final String REPORT = "report";
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "endpoints";
    }

    @Override
    public String title() {
        return "mlcommons/endpoints";
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    /** It reports no inter-token latency. */
    @Override
    public Definition definition() {
        return new Definition(PerToken.END_AFTER_FIRST, Between.EACH, End.STREAM, Quantile.LOWER);
    }

    @Override
    public String settings() {
        return "one worker for each processor, answers counted when the run is over";
    }

    @Override
    public String strength() {
        return "the rules of MLPerf for served endpoints, and an event log that lets others check a result";
    }

    @Override
    public Installation installation(Path home) {
        Installation found = Installation.ofPython(home, name(), "inference_endpoint");
        return found.version()
                .map(version -> Installation.of(version + " (ea33275)"))
                .orElse(found);
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                work.program(name(), "inference-endpoint"),
                "benchmark",
                "online",
                "--model=" + Work.MODEL,
                "--endpoints=" + work.url(),
                "--dataset=" + work.promptsFile(),
                "--load-pattern=concurrency",
                "--concurrency=" + shape.streams(),
                "--num-samples=" + shape.requests(),
                "--max-output-tokens=" + shape.outputTokens(),
                "--min-output-tokens=" + shape.outputTokens(),
                "--streaming=on",
                "--tokenizer=" + work.tokenizerFolder(),
                "--workers=" + work.processors(),
                // answers are counted when the run is over, not beside it
                "--metrics-tokenizer-workers=0",
                "--no-early-stopping",
                "--report-dir=" + REPORT);
    }

    @Override
    public Figures report(Work work) throws IOException {
        Path report = work.folder().resolve(REPORT);
        return read(Json.read(report.resolve("performance").resolve("result_summary.json")));
    }

    static Figures read(JsonNode result) {
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, result, "ttft");
        put(figures, Figure.TPOT, result, "tpot");
        put(figures, Figure.END_TO_END, result, "latency");
        return figures.total(Figure.TOKEN_RATE, Json.number(result, "tps"))
                .total(Figure.REQUEST_RATE, Json.number(result, "qps"))
                .total(Figure.REQUESTS, Json.number(result, "n_samples_completed"))
                .total(Figure.TOKENS, Json.number(result, "output_sequence_lengths", "total"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode result, String name) {
        JsonNode series = Json.at(result, name);
        figures.put(figure, Statistic.MEAN, Json.number(series, "avg") / NANOS_PER_MILLI);
        for (Statistic statistic : Statistic.PERCENTILES) {
            String percent = Math.round(statistic.fraction() * 100) + ".0";
            figures.put(figure, statistic, Json.number(series, "percentiles", percent) / NANOS_PER_MILLI);
        }
    }
}
