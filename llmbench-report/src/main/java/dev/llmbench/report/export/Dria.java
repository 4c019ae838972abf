package dev.llmbench.report.export;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.report.export.Source.Level;
import dev.llmbench.report.internal.CsvValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The rows of Dria's inference arena, a row a level, with the means of GuideLLM over complete and incomplete requests. */
final class Dria {
    private static final ExportFormat FORMAT = ExportFormat.DRIA;
    private static final String NOT_SET = "-";

    private final Source source;
    private final Facts facts;

    private Dria(Source source) {
        this.source = source;
        this.facts = new Facts(source.result());
    }

    static Exported of(Source source) {
        Dria rows = new Dria(source);
        List<String> notes = new ArrayList<>(source.notes());
        List<ObjectNode> all =
                source.levels().stream().map(level -> rows.row(level, notes)).toList();
        notes.add("warm-up is by time and not by a number of requests: warmup_number is not set");
        return new Exported(
                List.of(
                        new ExportedFile("benchmark_results.json", rows.json(all)),
                        new ExportedFile("benchmark_results.csv", rows.csv(all))),
                notes);
    }

    private ObjectNode row(Level level, List<String> notes) {
        List<JournaledRequest> counted = new ArrayList<>(level.succeeded());
        counted.addAll(level.incomplete());
        GuideLlm means = new GuideLlm(counted);
        remark(level, means, notes);
        LoadLevel load = level.result().load();
        ObjectNode node = Json.object();
        node.put("benchmark_type", type(load));
        Json.put(node, "rate", rate(load));
        Json.count(node, "max_number", source.result().job().plan().requestTarget());
        node.putNull("warmup_number");
        Json.put(node, "benchmark_duration", counted.isEmpty() ? Optional.empty() : Optional.of(means.duration()));
        node.put("total_requests", level.requests().size());
        node.put("successful_requests", level.succeeded().size());
        Json.put(node, "requests_per_second", means.requestsPerSecond());
        Json.put(node, "request_concurrency", means.concurrency());
        Json.put(node, "request_latency", means.latency());
        Json.put(node, "prompt_token_count", means.promptTokens());
        Json.put(node, "output_token_count", means.outputTokens());
        Json.put(node, "time_to_first_token_ms", means.firstTokenMillis());
        Json.put(node, "time_per_output_token_ms", means.perOutputTokenMillis());
        Json.put(node, "inter_token_latency_ms", means.interTokenMillis());
        Json.put(node, "output_tokens_per_second", means.outputTokensPerSecond());
        Json.put(node, "tokens_per_second", means.totalTokensPerSecond());
        return node;
    }

    private static void remark(Level level, GuideLlm means, List<String> notes) {
        if (means.promptsAsWanted() > 0) {
            notes.add(
                    level.label() + ": requests without a count of the server's whose prompts are in tokens_per_second"
                            + " with the length that was wanted: " + means.promptsAsWanted());
        }
        if (means.promptsUnknown() > 0) {
            notes.add(
                    level.label() + ": requests whose prompts are of unknown length and not in tokens_per_second, which"
                            + " reads low: " + means.promptsUnknown());
        }
    }

    private static String type(LoadLevel load) {
        if (load instanceof LoadLevel.Rate rate) {
            return rate.arrival().label();
        }
        return load instanceof LoadLevel.Users ? "concurrent" : "throughput";
    }

    /** The number of streams, or of requests a second; a saturation has none. */
    private static Optional<Double> rate(LoadLevel load) {
        if (load instanceof LoadLevel.Rate rate) {
            return Optional.of(rate.requestsPerSecond());
        }
        return load instanceof LoadLevel.Users users ? Optional.of((double) users.concurrency()) : Optional.empty();
    }

    private String json(List<ObjectNode> rows) {
        ObjectNode node = Json.object();
        facts.mark(node, FORMAT);
        Json.text(node, "model_name", facts.model());
        Json.text(node, "inference_engine", facts.engine());
        Json.text(node, "hardware", facts.hardware());
        Json.put(node, "server_cost_per_hour", facts.dollarsPerHour());
        ArrayNode benchmarks = node.putArray("benchmarks");
        rows.forEach(benchmarks::add);
        return Json.page(node);
    }

    private String csv(List<ObjectNode> rows) {
        StringBuilder text = new StringBuilder();
        String mark = "," + CsvValue.quoted(facts.generator()) + ","
                + source.result().run().simulated() + "\r\n";
        for (ObjectNode row : rows) {
            if (text.length() == 0) {
                text.append(row.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(",")))
                        .append(",generator,simulated\r\n");
            }
            text.append(row.properties().stream()
                            .map(Map.Entry::getValue)
                            .map(Dria::field)
                            .collect(Collectors.joining(",")))
                    .append(mark);
        }
        return text.toString();
    }

    private static String field(JsonNode value) {
        if (value.isNull()) {
            return NOT_SET;
        }
        return value.isNumber() ? Json.line(value) : CsvValue.quoted(value.asString());
    }
}
