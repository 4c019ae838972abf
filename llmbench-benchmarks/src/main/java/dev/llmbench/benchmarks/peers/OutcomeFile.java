package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Outcome.Cost;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes as JSON lines: a run that is over is safe, whatever happens to the next. */
final class OutcomeFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private OutcomeFile() {}

    /** Adds an outcome. */
    static void append(Path file, Outcome outcome) throws IOException {
        Files.writeString(
                file, line(outcome) + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /**
     * Reads all outcomes.
     *
     * @throws IllegalArgumentException when a line is none
     */
    static List<Outcome> read(Path file) throws IOException {
        List<Outcome> outcomes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                outcomes.add(parse(line, file));
            }
        }
        return outcomes;
    }

    static String line(Outcome outcome) {
        ObjectNode line = MAPPER.createObjectNode()
                .put("client", outcome.client())
                .put("version", outcome.version())
                .put("series", outcome.series())
                .put("repetition", outcome.repetition())
                .put("streams", outcome.shape().streams())
                .put("perStream", outcome.shape().perStream())
                .put("outputTokens", outcome.shape().outputTokens())
                .put("tokensPerSecond", outcome.shape().tokensPerSecond())
                .put("firstMillis", outcome.shape().firstMillis());
        outcome.failure().ifPresent(failure -> line.put("failure", failure));
        outcome.result().ifPresent(result -> {
            put(line.putObject("reported"), result.reported());
            put(line.putObject("own"), result.own());
            put(line.putObject("ours"), result.ours());
            Cost cost = result.cost();
            line.putObject("cost")
                    .put("steadySeconds", cost.steadySeconds())
                    .put("steadyTokens", cost.steadyTokens())
                    .put("atOnce", cost.atOnce())
                    .put("cpuSeconds", cost.cpuSeconds())
                    .put("pssBytes", cost.pssBytes())
                    .put("stolenShare", cost.stolenShare())
                    .put("cpuSecondsBeside", cost.cpuSecondsBeside())
                    .put("wallSeconds", cost.wallSeconds());
        });
        return MAPPER.writeValueAsString(line);
    }

    private static void put(ObjectNode node, Figures figures) {
        figures.values().forEach((row, value) -> node.put(row.key(), value));
    }

    static Outcome parse(String text, Path file) {
        try {
            JsonNode line = MAPPER.readTree(text);
            Shape shape = new Shape(
                    (int) Json.number(line, "streams"),
                    (int) Json.number(line, "perStream"),
                    (int) Json.number(line, "outputTokens"),
                    Json.number(line, "tokensPerSecond"),
                    Json.number(line, "firstMillis"));
            return new Outcome(
                    Json.at(line, "client").stringValue(),
                    Json.at(line, "version").stringValue(),
                    Json.at(line, "series").stringValue(),
                    (int) Json.number(line, "repetition"),
                    shape,
                    line.has("reported") ? Optional.of(result(line)) : Optional.empty(),
                    Optional.of(line.path("failure").stringValue("")).filter(failure -> !failure.isEmpty()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " holds a line that is no JSON: " + e.getMessage(), e);
        }
    }

    private static Result result(JsonNode line) {
        JsonNode cost = Json.at(line, "cost");
        return new Result(
                figures(Json.at(line, "reported")),
                figures(Json.at(line, "own")),
                figures(Json.at(line, "ours")),
                new Cost(
                        Json.number(cost, "steadySeconds"),
                        (long) Json.number(cost, "steadyTokens"),
                        (int) Json.number(cost, "atOnce"),
                        Json.number(cost, "cpuSeconds"),
                        Json.number(cost, "pssBytes"),
                        Json.number(cost, "stolenShare"),
                        Json.number(cost, "cpuSecondsBeside"),
                        Json.number(cost, "wallSeconds")));
    }

    private static Figures figures(JsonNode node) {
        Figures.Builder figures = new Figures.Builder();
        node.properties().forEach(entry -> {
            Row row = Row.parse(entry.getKey());
            figures.put(row.figure(), row.statistic(), entry.getValue().doubleValue());
        });
        return figures.build();
    }
}
