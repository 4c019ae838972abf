package dev.llmbench.report.export;

import dev.llmbench.core.JournaledRequest;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * What gpu-shopper's reader makes of its lines: failures apart, the mean of the requests' speeds, percentiles by the lower
 * rank, and time in whole seconds from the first line to the last.
 */
final class ShopperFigures {
    private ShopperFigures() {}

    static ObjectNode of(List<ShopperLine> lines, List<JournaledRequest> succeeded) {
        List<ShopperLine> good = lines.stream().filter(line -> !line.failed()).toList();
        long tokens = good.stream().mapToLong(ShopperLine::tokens).sum();
        long seconds = seconds(lines);
        double[] speeds = positive(good, ShopperLine::tokensPerSecond);
        double[] times = positive(good, line -> 1e3 * line.seconds());
        ObjectNode node = Json.object();
        node.put("total_requests", lines.size());
        node.put("total_tokens", tokens);
        node.put(
                "total_prompt_tokens",
                succeeded.stream()
                        .mapToLong(request -> request.tokens().prompt().orElse(0L))
                        .sum());
        node.put("total_errors", lines.size() - good.size());
        node.put("duration_seconds", seconds);
        speeds(speeds, node);
        latencies(times, node);
        if (seconds > 0) {
            Json.put(node, "requests_per_minute", lines.size() * 60.0 / seconds);
        } else {
            node.putNull("requests_per_minute");
        }
        if (good.isEmpty()) {
            node.putNull("avg_tokens_per_request");
        } else {
            Json.put(node, "avg_tokens_per_request", (double) tokens / good.size());
        }
        if (lines.isEmpty()) {
            node.putNull("error_rate");
        } else {
            Json.put(node, "error_rate", (double) (lines.size() - good.size()) / lines.size());
        }
        firstTokens(succeeded, node);
        return node;
    }

    /** From the first line's second to the last one's. */
    static long seconds(List<ShopperLine> lines) {
        return lines.isEmpty()
                ? 0
                : lines.get(lines.size() - 1).time() - lines.get(0).time();
    }

    private static double[] positive(List<ShopperLine> lines, ToDoubleFunction<ShopperLine> figure) {
        return lines.stream()
                .mapToDouble(figure)
                .filter(value -> value > 0)
                .sorted()
                .toArray();
    }

    private static void speeds(double[] speeds, ObjectNode node) {
        Json.put(node, "avg_tokens_per_second", Statistics.mean(speeds));
        Json.put(node, "min_tokens_per_second", Statistics.least(speeds));
        Json.put(node, "max_tokens_per_second", Statistics.greatest(speeds));
        Json.put(node, "p50_tokens_per_second", Statistics.lowerRank(speeds, 50));
        Json.put(node, "p95_tokens_per_second", Statistics.lowerRank(speeds, 95));
        Json.put(node, "p99_tokens_per_second", Statistics.lowerRank(speeds, 99));
    }

    private static void latencies(double[] times, ObjectNode node) {
        Json.put(node, "avg_latency_ms", Statistics.mean(times));
        Json.put(node, "min_latency_ms", Statistics.least(times));
        Json.put(node, "max_latency_ms", Statistics.greatest(times));
        Json.put(node, "p50_latency_ms", Statistics.lowerRank(times, 50));
        Json.put(node, "p95_latency_ms", Statistics.lowerRank(times, 95));
        Json.put(node, "p99_latency_ms", Statistics.lowerRank(times, 99));
    }

    private static void firstTokens(List<JournaledRequest> succeeded, ObjectNode node) {
        double[] times = Requests.sorted(
                succeeded,
                request -> Requests.firstToken(request).map(first -> 1e3 * (first - Requests.start(request))));
        Json.put(node, "avg_ttft_ms", Statistics.mean(times));
        Json.put(node, "p50_ttft_ms", Statistics.lowerRank(times, 50));
        Json.put(node, "p95_ttft_ms", Statistics.lowerRank(times, 95));
    }
}
