package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Stop;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.report.export.Source.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of Runara's benchmark, version 2: tokens of successful requests over wall time.
 *
 * <p>There a level is one batch of as many requests as there are users, and its wall time that of the slowest. Any other level
 * keeps its load on beyond the requests that count, so that their tokens over their time would be too few: of those the
 * throughput is that of the measured window, and the file says so.
 */
final class Runara {
    private static final ExportFormat FORMAT = ExportFormat.RUNARA;
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;

    private final BenchmarkResult result;
    private final Facts facts;
    private final List<Level> levels;
    private final List<String> notes;

    private Runara(Source source) {
        this.result = source.result();
        this.facts = new Facts(result);
        this.levels = source.levelsOfUsers(FORMAT);
        this.notes = new ArrayList<>(source.notes());
    }

    static Exported of(Source source) {
        Runara files = new Runara(source);
        ObjectNode json = files.json();
        return new Exported(
                List.of(
                        new ExportedFile("benchmark_v2.json", Json.page(json)),
                        new ExportedFile("REPORT.md", new RunaraReport(source.result(), json).text())),
                files.notes);
    }

    private ObjectNode json() {
        ObjectNode node = Json.object();
        facts.mark(node, FORMAT);
        ObjectNode metadata = node.putObject("metadata");
        metadata.put("timestamp", result.run().startedAt().toString());
        Json.text(metadata, "model", facts.model());
        Json.text(metadata, "gpu", facts.hardware());
        Json.text(metadata, "precision", facts.detail("precision"));
        Json.text(metadata, "framework", facts.engine());
        metadata.put("benchmark_version", "v2");
        Json.put(metadata, "hourly_cost_usd", facts.dollarsPerHour());
        ArrayNode benchmarks = node.putArray("concurrency_benchmarks");
        levels.stream()
                .filter(level -> !level.succeeded().isEmpty())
                .forEach(level -> benchmarks.add(benchmark(level)));
        ArrayNode degradation = node.putArray("throughput_degradation");
        levels.stream().filter(level -> level.users() == 1).forEach(level -> degradation(level, degradation));
        node.set("cost_analysis", cost(benchmarks));
        remark(degradation.isEmpty());
        return node;
    }

    private void remark(boolean noSingleStream) {
        String several = levels.stream()
                .filter(level -> !oneBatch(level))
                .map(Level::label)
                .collect(Collectors.joining(", "));
        if (!several.isEmpty()) {
            notes.add(several
                    + ": not one batch of a request a user, so throughput_tok_s is of the tokens that arrived in the measured"
                    + " window, whose length is wall_time_sec");
        }
        if (noSingleStream) {
            notes.add("no level of one user was measured: throughput_degradation is empty");
        }
        notes.add("GPU memory was not measured: gpu_memory is null");
        if (facts.dollarsPerHour().isEmpty()) {
            notes.add("no price in USD is known: the costs are null");
        } else if (levels.stream().noneMatch(level -> level.users() > 1)) {
            notes.add(
                    "only one user was measured, and what a single stream costs says little about a loaded machine: the"
                            + " costs are null");
        }
        if (levels.size() < result.levels().size()) {
            notes.add("levels of no stated number of users are left out: Runara's benchmark knows no other");
        }
    }

    /** Whether the plan sends a request a user and no more; a window that just saw few requests is no batch. */
    private boolean oneBatch(Level level) {
        boolean byRequests = result.job().plan().stops().stream().anyMatch(stop -> endsWithBatch(stop, level.users()));
        return byRequests
                && level.result().window().warmUp().isZero()
                && level.result().counts().warmUp().offered() == 0
                && level.requests().size() <= level.users();
    }

    private static boolean endsWithBatch(Stop stop, int users) {
        if (stop instanceof Stop.Requests requests) {
            return requests.count() <= users;
        }
        return stop instanceof Stop.RequestsPerUser each && each.count() == 1;
    }

    private ObjectNode benchmark(Level level) {
        List<JournaledRequest> succeeded = level.succeeded();
        long tokens = Requests.outputTokens(succeeded);
        boolean oneBatch = oneBatch(level);
        double seconds = oneBatch
                ? succeeded.stream().mapToDouble(Requests::duration).max().orElseThrow()
                : Requests.seconds(level.result().window().length());
        double throughput = oneBatch
                ? tokens / seconds
                : level.result().throughput().outputTokens().perSecond();
        ObjectNode node = Json.object();
        node.put("concurrency", level.users());
        Json.count(node, "input_len", facts.inputTokens(level.result()));
        Json.count(node, "output_len", facts.outputTokens(level.result()));
        node.put("total_tokens", tokens);
        node.put("wall_time_sec", Json.rounded(seconds, 2));
        node.put("throughput_tok_s", Json.rounded(throughput, 1));
        node.put("successful_requests", succeeded.size());
        node.put("failed_requests", level.failed().size());
        node.put("wall_time_is", oneBatch ? "slowest request" : "measured window");
        return node;
    }

    /** A single stream by the length that was asked for; where a length was asked for several times, their means. */
    private void degradation(Level level, ArrayNode rows) {
        Map<Integer, List<JournaledRequest>> byLength = level.succeeded().stream()
                .collect(Collectors.groupingBy(
                        request -> request.tokens().outputWanted(), TreeMap::new, Collectors.toList()));
        byLength.forEach((length, requests) -> {
            long tokens = Requests.outputTokens(requests);
            double seconds = requests.stream().mapToDouble(Requests::duration).sum();
            ObjectNode row = rows.addObject();
            row.put("output_tokens", length.intValue());
            row.put("actual_tokens", Json.rounded((double) tokens / requests.size(), 1));
            row.put("time_sec", Json.rounded(seconds / requests.size(), 2));
            row.put("throughput_tok_s", Json.rounded(tokens / seconds, 1));
            row.putNull("gpu_memory");
            Json.count(row, "input_len", facts.inputTokens(level.result()));
            row.put("requests", requests.size());
        });
    }

    /** From the highest throughput of several users, which is what a loaded machine costs; never from a single stream. */
    private ObjectNode cost(ArrayNode benchmarks) {
        ObjectNode node = Json.object();
        Optional<Double> price = facts.dollarsPerHour();
        Optional<Double> most = StreamSupport.stream(benchmarks.spliterator(), false)
                .filter((JsonNode level) -> level.required("concurrency").intValue() > 1)
                .map((JsonNode level) -> level.required("throughput_tok_s").doubleValue())
                .max(Comparator.naturalOrder());
        Json.put(node, "hourly_cost_usd", price);
        Json.put(node, "throughput_tok_s", most);
        Json.count(node, "tokens_per_hour", most.map(throughput -> Math.round(throughput * SECONDS_PER_HOUR)));
        Optional<Double> perMillion = price.flatMap(dollars -> most.filter(throughput -> throughput > 0)
                .map(throughput -> dollars / (throughput * SECONDS_PER_HOUR) * MILLION));
        if (perMillion.isPresent()) {
            node.put("cost_per_1m_tokens_usd", Json.rounded(perMillion.get(), 4));
        } else {
            node.putNull("cost_per_1m_tokens_usd");
        }
        return node;
    }
}
