package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** llmbench itself, as its users start it. */
final class LlmbenchPeer implements Peer {
    /** Its name, by which the others are compared with it. */
    static final String NAME = "llmbench";

    private static final String RUNS = "runs";
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Path command;

    /**
     * Creates it.
     *
     * @param command the script {@code llmbench} of a checkout that is built
     */
    LlmbenchPeer(Path command) {
        this.command = command;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return NAME;
    }

    @Override
    public Language language() {
        return Language.JAVA;
    }

    @Override
    public Definition definition() {
        return Definition.OURS;
    }

    @Override
    public String settings() {
        return "as users start it; nothing is tuned";
    }

    @Override
    public String strength() {
        return "the figures of this page by one set of definitions, with the validity of each";
    }

    @Override
    public Installation installation(Path home) {
        return Files.isExecutable(command) ? Installation.of("of this checkout") : Installation.MISSING;
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                command.toString(),
                "sweep",
                "--url=" + work.url(),
                "--model=" + Work.MODEL,
                "--concurrency=" + shape.streams(),
                "--requests-per-user=" + shape.perStream(),
                // without counts of the server it can't make prompts of a length
                work.promptsCounted() ? "--input-tokens=" + Shape.INPUT_TOKENS : "--prompts=" + work.promptsFile(),
                "--output-tokens=" + shape.outputTokens(),
                "--quiet",
                "--name=run",
                "--out=" + RUNS);
    }

    @Override
    public Figures report(Work work) throws IOException {
        try (Stream<Path> runs = Files.list(work.folder().resolve(RUNS))) {
            Path run = runs.findFirst().orElseThrow(() -> new IllegalArgumentException("llmbench has left no run"));
            return read(Json.read(run.resolve("result.json")));
        }
    }

    static Figures read(JsonNode result) {
        JsonNode level = Json.at(result, "levels").path(0);
        JsonNode latency = Json.at(level, "latency");
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, Json.at(latency, "firstToken", "fromWritten"));
        put(figures, Figure.TPOT, Json.at(latency, "perToken", "timePerOutputToken"));
        put(figures, Figure.ITL, Json.at(latency, "perToken", "interTokenLatency"));
        put(figures, Figure.CHUNK_GAP, Json.at(latency, "perToken", "chunkGap"));
        put(figures, Figure.END_TO_END, Json.at(latency, "endToEnd", "fromWritten"));
        return figures.total(Figure.TOKEN_RATE, Json.number(level, "throughput", "outputTokens", "perSecond"))
                .total(Figure.REQUEST_RATE, Json.number(level, "throughput", "requests", "perSecond"))
                .total(Figure.REQUESTS, Json.number(level, "counts", "measured", "succeeded"))
                .total(Figure.TOKENS, Json.number(level, "tokens", "output"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode distribution) {
        figures.put(figure, Statistic.MEAN, Json.number(distribution, "mean") * MILLIS_PER_SECOND);
        for (Statistic statistic : Statistic.PERCENTILES) {
            double seconds = Json.number(distribution, "percentiles", statistic.key(), "value");
            figures.put(figure, statistic, seconds * MILLIS_PER_SECOND);
        }
    }
}
