package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** {@code guidellm run}. */
final class GuidellmPeer implements Peer {
    private static final String RESULT = "result.json";
    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public String name() {
        return "guidellm";
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
        return new Definition(PerToken.WITH_FIRST, Between.ONE_PER_REQUEST, End.STREAM, Quantile.NEAREST_RANK);
    }

    @Override
    public String settings() {
        return "one worker process for each processor instead of ten, no console, no samples of texts";
    }

    @Override
    public String strength() {
        return "finds the load that a service level allows, takes many kinds of data, writes pages for people";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, name(), "guidellm");
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                        work.program(name(), "guidellm"),
                        "run",
                        "--backend=kind=openai_http,target=" + work.url() + ",model=" + Work.MODEL,
                        "--tokenizer=kind=hf_auto,model=" + work.tokenizerFolder(),
                        "--data=kind=synthetic_text,prompt_tokens=" + Shape.INPUT_TOKENS + ",output_tokens="
                                + shape.outputTokens(),
                        "--profile=kind=concurrent,streams=" + shape.streams(),
                        "--constraint=kind=max_requests,count=" + shape.requests(),
                        "--metrics=kind=generative,sample_size=0",
                        "--disable-console",
                        "--output=kind=json,path=" + RESULT)
                // by default ten processes, which on one processor only take turns
                .with("GUIDELLM__MAX_WORKER_PROCESSES", Integer.toString(work.processors()));
    }

    @Override
    public Figures report(Work work) throws IOException {
        return read(Json.read(work.folder().resolve(RESULT)));
    }

    static Figures read(JsonNode result) {
        JsonNode metrics = Json.at(Json.at(result, "benchmarks").path(0), "metrics");
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, metrics, "time_to_first_token_ms", 1);
        put(figures, Figure.TPOT, metrics, "time_per_output_token_ms", 1);
        put(figures, Figure.ITL, metrics, "inter_token_latency_ms", 1);
        put(figures, Figure.END_TO_END, metrics, "request_latency", MILLIS_PER_SECOND);
        return figures.total(Figure.TOKEN_RATE, Json.number(metrics, "output_tokens_per_second", "successful", "mean"))
                .total(Figure.REQUEST_RATE, Json.number(metrics, "requests_per_second", "successful", "mean"))
                .total(Figure.REQUESTS, Json.number(metrics, "request_totals", "successful"))
                .total(Figure.TOKENS, Json.number(metrics, "output_token_count", "successful", "total_sum"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode metrics, String name, double factor) {
        JsonNode successful = Json.at(metrics, name, "successful");
        figures.put(figure, Statistic.MEAN, Json.number(successful, "mean") * factor);
        for (Statistic statistic : Statistic.PERCENTILES) {
            figures.put(figure, statistic, Json.number(successful, "percentiles", statistic.key()) * factor);
        }
    }
}
