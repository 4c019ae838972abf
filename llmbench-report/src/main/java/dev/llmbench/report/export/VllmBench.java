package dev.llmbench.report.export;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.report.export.Source.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that {@code vllm bench serve --save-result} writes, one for each level, by the definitions of vLLM's
 * {@code benchmarks/serve.py}: a request begins when its client turns to it and ends with its last token, and whatever is a
 * rate is over the time from the first request's begin until the last one's answer was read to its end.
 */
final class VllmBench {
    private static final ExportFormat FORMAT = ExportFormat.VLLM_BENCH;
    private static final String BACKEND = "openai";

    private final Facts facts;

    private VllmBench(Source source) {
        this.facts = new Facts(source.result());
    }

    static Exported of(Source source) {
        VllmBench files = new VllmBench(source);
        List<String> notes = new ArrayList<>(source.notes());
        notes.add(
                "the arrivals of single events are not read: of the inter-token latencies there is only the mean, and no"
                        + " max_output_tokens_per_s");
        return new Exported(source.levels().stream().map(files::file).toList(), notes);
    }

    private ExportedFile file(Level level) {
        String stamp = Facts.stamp(level.result().window().startedAt(), '-');
        String users = concurrency(level).map(number -> "-concurrency" + number).orElse("");
        String name = BACKEND + "-" + rate(level) + "qps" + users + "-"
                + Facts.slug(facts.model().orElse("unknown")) + "-" + stamp + ".json";
        return new ExportedFile(name, Json.page(content(level, stamp)));
    }

    private ObjectNode content(Level level, String stamp) {
        ObjectNode node = Json.object();
        node.put("date", stamp);
        node.put("endpoint_type", BACKEND);
        node.put("backend", BACKEND);
        node.putNull("label");
        Json.text(node, "model_id", facts.model());
        node.putNull("tokenizer_id");
        node.put("num_prompts", level.requests().size());
        if (level.result().load() instanceof LoadLevel.Rate rate) {
            Json.put(node, "request_rate", rate.requestsPerSecond());
            Json.put(node, "burstiness", rate.arrival() == Arrival.POISSON ? Optional.of(1.0) : Optional.empty());
        } else {
            node.put("request_rate", "inf");
            Json.put(node, "burstiness", 1.0);
        }
        Json.count(node, "max_concurrency", concurrency(level));
        figures(level, node);
        facts.mark(node, FORMAT);
        return node;
    }

    private static void figures(Level level, ObjectNode node) {
        List<JournaledRequest> done = level.succeeded();
        double seconds = Requests.lastEnd(level.requests()) - Requests.firstStart(level.requests());
        long output = Requests.outputTokens(done);
        Optional<Long> input = inputTokens(done);
        Json.put(node, "duration", seconds);
        node.put("completed", done.size());
        node.put("failed", level.requests().size() - done.size());
        Json.count(node, "total_input_tokens", input);
        node.put("total_output_tokens", output);
        Json.put(node, "request_throughput", per(done.size(), seconds));
        node.putNull("request_goodput");
        Json.put(node, "output_throughput", per((double) output, seconds));
        Json.put(node, "total_token_throughput", input.flatMap(tokens -> per((double) (tokens + output), seconds)));
        node.putNull("max_output_tokens_per_s");
        node.put("max_concurrent_requests", mostInOneSecond(done));
        statistics(node, "ttft", Requests.sorted(done, VllmBench::firstEventMillis));
        statistics(node, "tpot", Requests.sorted(done, VllmBench::perOutputTokenMillis));
        Json.put(node, "mean_itl_ms", meanBetweenEventsMillis(done));
        statistics(node, "e2el", Requests.sorted(done, request -> Optional.of(latencyMillis(request))));
    }

    private static void statistics(ObjectNode node, String name, double[] ascending) {
        Optional<Double> mean = Statistics.mean(ascending);
        Json.put(node, "mean_" + name + "_ms", mean);
        Json.put(node, "median_" + name + "_ms", Statistics.linear(ascending, 50));
        Json.put(node, "std_" + name + "_ms", mean.flatMap(value -> deviation(ascending, value)));
        Json.put(node, "p99_" + name + "_ms", Statistics.linear(ascending, 99));
    }

    /** That of numpy: over all values, not of a sample of them. */
    private static Optional<Double> deviation(double[] values, double mean) {
        double[] squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .toArray();
        return Statistics.mean(squares).map(Math::sqrt);
    }

    private static Optional<Double> firstEventMillis(JournaledRequest request) {
        return Requests.firstEvent(request).map(first -> 1e3 * (first - Requests.start(request)));
    }

    /** Until the last token, not until the end of the answer. */
    private static double latencyMillis(JournaledRequest request) {
        return 1e3 * (Requests.lastToken(request).orElseGet(() -> Requests.end(request)) - Requests.start(request));
    }

    private static Optional<Double> perOutputTokenMillis(JournaledRequest request) {
        long tokens = Requests.outputTokens(request);
        return tokens > 1
                ? firstEventMillis(request).map(first -> (latencyMillis(request) - first) / (tokens - 1))
                : Optional.empty();
    }

    /** The gaps of a request add up to the time from its first event to its last. */
    private static Optional<Double> meanBetweenEventsMillis(List<JournaledRequest> requests) {
        double millis = 0;
        long gaps = 0;
        for (JournaledRequest request : requests) {
            Optional<Double> first = firstEventMillis(request);
            if (first.isPresent() && request.tokens().events() > 1) {
                millis += latencyMillis(request) - first.get();
                gaps += request.tokens().events() - 1;
            }
        }
        return per(millis, (double) gaps);
    }

    /** The most requests that were under way at any time of one and the same second, counted from the first begin. */
    private static long mostInOneSecond(List<JournaledRequest> requests) {
        double zero = Requests.firstStart(requests);
        int seconds = (int) Math.ceil(Requests.lastEnd(requests) - zero) + 2;
        long[] changes = new long[seconds + 1];
        for (JournaledRequest request : requests) {
            changes[(int) (Requests.start(request) - zero)]++;
            changes[(int) (Requests.start(request) + latencyMillis(request) / 1e3 - zero) + 1]--;
        }
        long now = 0;
        long most = 0;
        for (long change : changes) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    private static Optional<Long> inputTokens(List<JournaledRequest> requests) {
        return requests.stream().allMatch(request -> request.tokens().prompt().isPresent())
                ? Optional.of(requests.stream()
                        .mapToLong(request -> request.tokens().prompt().orElse(0L))
                        .sum())
                : Optional.empty();
    }

    private static Optional<Double> per(double amount, double divisor) {
        return divisor > 0 ? Optional.of(amount / divisor) : Optional.empty();
    }

    private static Optional<Long> concurrency(Level level) {
        return level.result().load() instanceof LoadLevel.Users users
                ? Optional.of((long) users.concurrency())
                : Optional.empty();
    }

    private static String rate(Level level) {
        return level.result().load() instanceof LoadLevel.Rate rate
                ? Json.rounded(rate.requestsPerSecond()).toPlainString()
                : "inf";
    }
}
