package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.accuracy.Truth;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The C client {@code floor-client} against the script of a row: how far the 99th percentiles of the least possible client are
 * off on the same machine at the same time.
 *
 * @param errors in milliseconds, of the 99th percentiles
 */
record FloorTrial(Map<Figure, Double> errors) {
    private static final Map<Figure, String> NAMES = Map.of(
            Figure.TIME_TO_FIRST_TOKEN, "ttftMillis",
            Figure.INTER_TOKEN_LATENCY, "itlMillis",
            Figure.TIME_PER_OUTPUT_TOKEN, "tpotMillis",
            Figure.END_TO_END, "e2eMillis");

    FloorTrial {
        errors = Map.copyOf(errors);
    }

    /** Returns whether the floor can do what a row asks: a closed loop of streams. */
    static boolean possible(Row row) {
        return row.users().isPresent()
                && row.settings().stream()
                && !row.warmUp().isZero();
    }

    /**
     * Measures.
     *
     * @param program the client
     * @param row a {@link #possible} row
     * @param cores where
     * @param folder for everything that is written down; must exist
     * @return empty when the client could not do it; it says why in its log
     */
    static Optional<FloorTrial> of(Path program, Row row, Cores cores, Path folder) {
        Path log = folder.resolve("floor.log");
        try (ScriptedServerProcess server =
                ScriptedServerProcess.start(row.script(), folder, Watched.pinned(cores.server(), List.of()))) {
            List<String> command = List.of(
                    program.toString(),
                    "--url",
                    server.url().toString(),
                    "--streams",
                    Integer.toString(row.users().orElseThrow()),
                    "--tokens",
                    Integer.toString(row.outputTokens()),
                    "--warmup",
                    Options.argument(row.warmUp()),
                    "--seconds",
                    Options.argument(row.window()));
            try (Watched client = Watched.start(cores.client(), log, command)) {
                if (!client.await(row.longest())) {
                    return Optional.empty();
                }
            }
            String printed = Files.readString(Watched.outputOf(log));
            return printed.isBlank() ? Optional.empty() : Optional.of(of(printed, server.stop()));
        } catch (IOException e) {
            throw new UncheckedIOException("what the floor printed can't be read: " + e.getMessage(), e);
        }
    }

    /** Holds what the floor printed against the server's stamps. */
    static FloorTrial of(String printed, List<RequestStamps> stamps) {
        JsonNode json = JsonMapper.shared().readTree(printed);
        Truth truth = Truth.between(
                stamps,
                json.required("beginNanos").longValue(),
                json.required("endNanos").longValue());
        Map<Figure, Double> errors = new EnumMap<>(Figure.class);
        NAMES.forEach((figure, name) -> {
            JsonNode p99 = json.path(name).path("p99");
            Optional<Double> was = truth.value(figure, Statistic.P99);
            if (p99.isNumber() && was.isPresent()) {
                errors.put(figure, p99.doubleValue() - was.get());
            }
        });
        return new FloorTrial(errors);
    }
}
