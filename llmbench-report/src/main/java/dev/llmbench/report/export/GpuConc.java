package dev.llmbench.report.export;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.Point;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.report.export.Source.Level;
import dev.llmbench.report.internal.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of gpu_conc: one for each concurrency. Times are in milliseconds from the client's turning to a request;
 * throughput is the tokens of successful requests over the window and the time until its last request was over.
 */
final class GpuConc {
    private static final ExportFormat FORMAT = ExportFormat.GPU_CONC;

    /** What a level has only with a success. */
    private static final List<String> MEASURED = List.of(
            "test_duration_seconds",
            "requests_per_second",
            "median_end_to_end_latency",
            "average_latency_per_request",
            "p95_end_to_end_latency",
            "p99_end_to_end_latency",
            "median_ttft",
            "average_ttft",
            "p95_ttft",
            "p99_ttft",
            "median_output_speed_per_query",
            "average_output_speed_per_query");

    private final Source source;
    private final Facts facts;

    private GpuConc(Source source) {
        this.source = source;
        this.facts = new Facts(source.result());
    }

    static Exported of(Source source) {
        GpuConc files = new GpuConc(source);
        // It clears its list of results when the window begins: what was under way then counts once it is over.
        List<Level> levels =
                source.levelsOfUsers(FORMAT).stream().map(Level::withUnderWay).toList();
        // gpu_conc measures one pair of lengths once: of several each gets a folder of its own.
        Map<String, List<Level>> folders = levels.stream()
                .collect(Collectors.groupingBy(GpuConc::folder, LinkedHashMap::new, Collectors.toList()));
        List<ExportedFile> all = new ArrayList<>();
        folders.forEach((folder, alike) -> files.write(folder, alike, all));
        return new Exported(all, files.notes(levels));
    }

    private static String folder(Level level) {
        Point point = level.result().point();
        String shape = point.shape().map(lengths -> Facts.slug(lengths.label())).orElse("");
        String repeat = point.repeat() > 1 ? "repeat-" + point.repeat() : "";
        String both = shape + (shape.isEmpty() || repeat.isEmpty() ? "" : "-") + repeat;
        return both.isEmpty() ? "" : both + "/";
    }

    private void write(String folder, List<Level> levels, List<ExportedFile> all) {
        List<ObjectNode> results = new ArrayList<>();
        for (Level level : levels) {
            ObjectNode node = level(level);
            all.add(new ExportedFile(folder + "benchmark_concurrency_" + level.users() + ".json", Json.page(node)));
            results.add(inSummary(level, node));
        }
        all.add(GpuConcSummary.file(folder, facts, gpu(), levels, results));
    }

    private List<String> notes(List<Level> levels) {
        List<String> notes = new ArrayList<>(source.notes());
        for (Level level : levels) {
            if (!level.underWay().isEmpty()) {
                notes.add(level.label() + ": requests that were under way when the window began, which gpu_conc counts"
                        + " and llmbench does not: " + level.underWay().size());
            }
        }
        notes.add("gpu_conc counts tokens by the words of each chunk; output tokens here are the server's usage");
        notes.add("GPU memory was not measured: peak_memory_gb and average_memory_gb are null");
        if (levels.size() < source.result().levels().size()) {
            notes.add("levels of no stated number of users are left out: gpu_conc knows no other");
        }
        return notes;
    }

    private ObjectNode level(Level level) {
        ObjectNode node = Json.object();
        facts.mark(node, FORMAT);
        node.put("concurrency", level.users());
        node.put("total_requests_sent", level.requests().size());
        node.put("successful_requests", level.succeeded().size());
        node.put("failed_requests", level.failed().size());
        double seconds = seconds(level);
        if (level.succeeded().isEmpty()) {
            Json.put(node, "response_rate", 0.0);
            Json.put(node, "system_output_throughput", 0.0);
            Json.put(node, "test_duration", seconds);
            MEASURED.forEach(node::putNull);
        } else {
            Json.put(
                    node,
                    "response_rate",
                    (double) level.succeeded().size() / level.requests().size());
            Json.put(node, "test_duration_seconds", seconds);
            Json.put(node, "system_output_throughput", Requests.outputTokens(level.succeeded()) / seconds);
            Json.put(node, "requests_per_second", level.succeeded().size() / seconds);
            latencies(level, node);
        }
        node.putNull("peak_memory_gb");
        node.putNull("average_memory_gb");
        node.set("gpu_info", gpu());
        Json.text(node, "model", facts.model());
        config(level, node.putObject("test_config"));
        errors(level, node.putObject("error_summary"));
        return node;
    }

    private static void latencies(Level level, ObjectNode node) {
        double[] endToEnd =
                Requests.sorted(level.succeeded(), request -> Optional.of(1e3 * Requests.duration(request)));
        double[] firstToken = Requests.sorted(
                level.succeeded(),
                request -> Requests.firstContent(request).map(first -> 1e3 * (first - Requests.start(request))));
        double[] speed = Requests.sorted(level.succeeded(), GpuConc::outputSpeed);
        Json.put(node, "median_end_to_end_latency", Statistics.linear(endToEnd, 50));
        Json.put(node, "average_latency_per_request", Statistics.mean(endToEnd));
        Json.put(node, "p95_end_to_end_latency", Statistics.linear(endToEnd, 95));
        Json.put(node, "p99_end_to_end_latency", Statistics.linear(endToEnd, 99));
        Json.put(node, "median_ttft", Statistics.linear(firstToken, 50));
        Json.put(node, "average_ttft", Statistics.mean(firstToken));
        Json.put(node, "p95_ttft", Statistics.linear(firstToken, 95));
        Json.put(node, "p99_ttft", Statistics.linear(firstToken, 99));
        Json.put(node, "median_output_speed_per_query", Statistics.linear(speed, 50));
        Json.put(node, "average_output_speed_per_query", Statistics.mean(speed));
    }

    /** All tokens over the time after the first visible one: faster than the stream really was, by what came before. */
    private static Optional<Double> outputSpeed(JournaledRequest request) {
        long tokens = Requests.outputTokens(request);
        return Requests.firstContent(request)
                .filter(first -> tokens > 0 && Requests.end(request) > first)
                .map(first -> tokens / (Requests.end(request) - first));
    }

    /** The window, and how long it took until its last request was over. */
    private static double seconds(Level level) {
        LevelWindow window = level.result().window();
        return Requests.seconds(window.length().plus(window.drain()));
    }

    private ObjectNode gpu() {
        ObjectNode node = Json.object();
        Json.text(node, "model", facts.gpu());
        Json.text(node, "memory", facts.detail("gpu_memory"));
        Json.count(node, "count", facts.gpuCount());
        return node;
    }

    private void config(Level level, ObjectNode node) {
        Json.count(node, "input_tokens", facts.inputTokens(level.result()));
        Json.count(node, "output_tokens", facts.outputTokens(level.result()));
        Json.put(
                node, "phase_duration", Requests.seconds(level.result().window().length()));
        Json.put(
                node,
                "request_timeout",
                Requests.seconds(
                        source.result().job().plan().requests().timeouts().total()));
    }

    private static void errors(Level level, ObjectNode node) {
        long timeouts = level.failed().stream().filter(GpuConc::timedOut).count();
        node.put("timeout_errors", timeouts);
        node.put("other_errors", level.failed().size() - timeouts);
        Map<FailureKind, List<JournaledRequest.Failure>> byKind = level.failed().stream()
                .flatMap(request -> request.failure().stream())
                .collect(Collectors.groupingBy(JournaledRequest.Failure::kind, TreeMap::new, Collectors.toList()));
        ObjectNode kinds = node.putObject("by_kind");
        byKind.forEach((kind, failures) -> {
            ObjectNode about = kinds.putObject(kind.name().toLowerCase(Locale.ROOT));
            about.put("count", failures.size());
            about.put("first_message", CleanText.of(failures.get(0).message()));
        });
    }

    private static boolean timedOut(JournaledRequest request) {
        return request.failure()
                .map(JournaledRequest.Failure::kind)
                .filter(kind -> switch (kind) {
                    case TIMEOUT_CONNECT, TIMEOUT_FIRST_TOKEN, TIMEOUT_STALL, TIMEOUT_TOTAL -> true;
                    default -> false;
                })
                .isPresent();
    }

    /** What the summary says of a level: its file, or that it failed. */
    private ObjectNode inSummary(Level level, ObjectNode file) {
        Instant end = end(level);
        if (level.succeeded().isEmpty()) {
            ObjectNode node = Json.object();
            node.put("concurrency", level.users());
            node.put("error", "no request succeeded" + commonest(level));
            node.put("success", false);
            Json.put(node, "test_timestamp", epochSeconds(end));
            return node;
        }
        ObjectNode node = file.deepCopy();
        Json.put(node, "test_timestamp", epochSeconds(end));
        Json.put(
                node,
                "test_duration_total",
                Requests.seconds(Duration.between(source.result().run().startedAt(), end)));
        return node;
    }

    private static String commonest(Level level) {
        return level.failed().stream()
                .flatMap(request -> request.failure().stream())
                .map(JournaledRequest.Failure::kind)
                .map(FailureKind::name)
                .findFirst()
                .map(kind -> ", the first failed with " + kind)
                .orElse("");
    }

    private static Instant end(Level level) {
        LevelWindow window = level.result().window();
        return window.startedAt().plus(window.warmUp()).plus(window.length()).plus(window.drain());
    }

    private static double epochSeconds(Instant moment) {
        return moment.toEpochMilli() / 1e3;
    }
}
