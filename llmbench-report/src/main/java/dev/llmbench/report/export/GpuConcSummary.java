package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.RunInfo;
import dev.llmbench.report.export.Source.Level;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The summary of gpu_conc over all levels, with its choice of the best: the most tokens with more than 95 % successful. */
final class GpuConcSummary {
    private static final double ENOUGH = 0.95;
    private static final double SECONDS_PER_HOUR = 3600;

    private GpuConcSummary() {}

    static ExportedFile file(String folder, Facts facts, ObjectNode gpu, List<Level> levels, List<ObjectNode> results) {
        RunInfo run = facts.result().run();
        String timestamp = Facts.stamp(run.startedAt().plus(run.elapsed()), '_');
        ObjectNode node = Json.object();
        facts.mark(node, ExportFormat.GPU_CONC);
        ObjectNode info = node.putObject("test_info");
        info.put("timestamp", timestamp);
        Json.put(info, "total_duration_hours", Requests.seconds(run.elapsed()) / SECONDS_PER_HOUR);
        ArrayNode tested = info.putArray("concurrency_levels_tested");
        levels.forEach(level -> tested.add(level.users()));
        config(levels.get(0), facts, info.putObject("config"));
        info.set("gpu_info", gpu.deepCopy());
        node.putArray("results").addAll(results);
        node.set("performance_summary", performance(results));
        return new ExportedFile(folder + "benchmark_summary_" + timestamp + ".json", Json.page(node));
    }

    private static void config(Level level, Facts facts, ObjectNode node) {
        BenchmarkPlan plan = facts.result().job().plan();
        Json.put(node, "phase_duration", plan.window().map(Requests::seconds));
        Json.put(node, "ramp_up_duration", Requests.seconds(plan.warmUp()));
        node.putNull("cool_down_duration");
        Json.count(node, "input_tokens", facts.inputTokens(level.result()));
        Json.count(node, "output_tokens", facts.outputTokens(level.result()));
        Json.put(
                node,
                "request_timeout",
                Requests.seconds(plan.requests().timeouts().total()));
        Json.text(node, "vllm_url", facts.target().map(target -> target.url() + "/v1"));
        node.putNull("api_key");
        Json.text(node, "model", facts.model());
    }

    private static ObjectNode performance(List<ObjectNode> results) {
        List<ObjectNode> successful =
                results.stream().filter(result -> !result.has("error")).toList();
        ObjectNode node = Json.object();
        if (successful.isEmpty()) {
            node.put("error", "No successful tests");
            return node;
        }
        for (ObjectNode result : successful) {
            ObjectNode level = node.putObject(result.required("concurrency").asString());
            level.set("throughput_tokens_per_sec", result.required("system_output_throughput"));
            level.set("requests_per_sec", result.required("requests_per_second"));
            level.set("success_rate", result.required("response_rate"));
            level.set("median_latency_ms", result.required("median_end_to_end_latency"));
            level.set("p95_latency_ms", result.required("p95_end_to_end_latency"));
            level.set("peak_memory_gb", result.required("peak_memory_gb"));
            level.set("successful_requests", result.required("successful_requests"));
            level.set("failed_requests", result.required("failed_requests"));
        }
        analysis(successful, node.putObject("analysis"));
        return node;
    }

    private static void analysis(List<ObjectNode> successful, ObjectNode node) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < successful.size(); i++) {
            double throughput =
                    successful.get(i).required("system_output_throughput").doubleValue();
            boolean reliable = successful.get(i).required("response_rate").doubleValue() > ENOUGH;
            if (reliable && throughput > most) {
                best = i;
                most = throughput;
            }
        }
        if (best < 0) {
            node.putNull("optimal_concurrency");
            node.putNull("max_stable_throughput");
        } else {
            node.set("optimal_concurrency", successful.get(best).required("concurrency"));
            node.set("max_stable_throughput", successful.get(best).required("system_output_throughput"));
        }
        node.put("total_tests_run", successful.size());
        node.put(
                "recommendation",
                best < 0
                        ? "No concurrency level had more than 95 % successful requests"
                        : String.format(
                                Locale.ROOT,
                                "Optimal concurrency level is %s with %.1f tokens/s",
                                successful.get(best).required("concurrency").asString(),
                                most));
    }
}
