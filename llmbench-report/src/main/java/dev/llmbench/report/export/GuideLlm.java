package dev.llmbench.report.export;

import dev.llmbench.core.JournaledRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Means by the definitions of the GuideLLM of 2025 that Dria measured with, over complete and incomplete requests together.
 *
 * <p>Rates leave out what happens at the very end, since they hold what happened at a moment against the time until the
 * next: n requests over the time from the first start to the last end, all tokens but the last over the same time.
 */
final class GuideLlm {
    /** Moments closer than this are one. */
    private static final double SAME_MOMENT = 1e-6;

    private final List<JournaledRequest> requests;
    private final List<JournaledRequest> withOutput;

    GuideLlm(List<JournaledRequest> requests) {
        this.requests = List.copyOf(requests);
        this.withOutput = requests.stream()
                .filter(request -> Requests.outputTokens(request) > 0
                        && request.stamps().firstToken().isPresent())
                .toList();
    }

    double duration() {
        return Requests.lastEnd(requests) - Requests.firstStart(requests);
    }

    Optional<Double> requestsPerSecond() {
        double last = Requests.lastEnd(requests);
        // The first start counts as an event, the last end does not.
        long events = 1
                + requests.stream()
                        .filter(request -> Requests.end(request) < last - SAME_MOMENT)
                        .count();
        return per((double) events, duration());
    }

    /** The mean number of requests under way. */
    Optional<Double> concurrency() {
        return per(requests.stream().mapToDouble(Requests::duration).sum(), duration());
    }

    /** In seconds. */
    Optional<Double> latency() {
        return mean(requests, Requests::duration);
    }

    Optional<Double> promptTokens() {
        List<JournaledRequest> told = requests.stream()
                .filter(request -> request.tokens().prompt().isPresent())
                .toList();
        return mean(
                told,
                request -> request.tokens().prompt().map(Long::doubleValue).orElse(0.0));
    }

    Optional<Double> outputTokens() {
        return mean(withOutput, request -> (double) Requests.outputTokens(request));
    }

    Optional<Double> firstTokenMillis() {
        return mean(
                withOutput, request -> 1e3 * (Requests.firstToken(request).orElseThrow() - Requests.start(request)));
    }

    /** (Last token - first token) / n, requests weighted by n. */
    Optional<Double> perOutputTokenMillis() {
        return per(1e3 * generating(withOutput), (double) Requests.outputTokens(withOutput));
    }

    /** (Last token - first token) / (n - 1), requests weighted by n - 1. */
    Optional<Double> interTokenMillis() {
        List<JournaledRequest> several = withOutput.stream()
                .filter(request -> Requests.outputTokens(request) > 1)
                .toList();
        return per(1e3 * generating(several), (double) (Requests.outputTokens(several) - several.size()));
    }

    private static double generating(List<JournaledRequest> requests) {
        return requests.stream()
                .mapToDouble(request -> Requests.lastToken(request).orElse(0.0)
                        - Requests.firstToken(request).orElse(0.0))
                .sum();
    }

    Optional<Double> outputTokensPerSecond() {
        return tokensPerSecond(request -> 0);
    }

    /** Empty where no prompt's length is known; those that are not known count nothing. */
    Optional<Double> totalTokensPerSecond() {
        return withOutput.stream().anyMatch(request -> prompt(request).isPresent())
                ? tokensPerSecond(request -> prompt(request).orElse(0.0))
                : Optional.empty();
    }

    /** Requests with output of which only the wanted length of the prompt is known. */
    long promptsAsWanted() {
        return withOutput.stream()
                .filter(request ->
                        request.tokens().prompt().isEmpty() && prompt(request).isPresent())
                .count();
    }

    /** Requests with output of which nothing is known of the prompt's length. */
    long promptsUnknown() {
        return withOutput.stream().filter(request -> prompt(request).isEmpty()).count();
    }

    /** By the server's usage, which comes at the end; of an answer that was cut off the length that was wanted. */
    private static Optional<Double> prompt(JournaledRequest request) {
        return request.tokens()
                .prompt()
                .map(Long::doubleValue)
                .or(() -> request.tokens().promptWanted().map(Integer::doubleValue));
    }

    /** Prompt tokens come with the first token; the answer's tokens evenly from the first to the end of the request. */
    private Optional<Double> tokensPerSecond(ToDoubleFunction<JournaledRequest> promptTokens) {
        if (withOutput.isEmpty()) {
            return Optional.empty();
        }
        double last = Requests.lastEnd(withOutput);
        double before = last - SAME_MOMENT;
        double tokens = 0;
        for (JournaledRequest request : withOutput) {
            double first = Requests.firstToken(request).orElseThrow();
            long count = Requests.outputTokens(request);
            double step = count > 1 ? (Requests.end(request) - first) / (count - 1) : 0;
            tokens += (double) countBefore(first, step, count, before);
            tokens += first < before ? promptTokens.applyAsDouble(request) : 0;
        }
        return per(tokens, last - Requests.firstStart(withOutput));
    }

    private static long countBefore(double first, double step, long count, double limit) {
        long before = count;
        while (before > 0 && first + (before - 1) * step >= limit) {
            before--;
        }
        return before;
    }

    private static Optional<Double> mean(List<JournaledRequest> requests, ToDoubleFunction<JournaledRequest> figure) {
        return Statistics.mean(requests.stream().mapToDouble(figure).toArray());
    }

    private static Optional<Double> per(double sum, double divisor) {
        return divisor > 0 ? Optional.of(sum / divisor) : Optional.empty();
    }
}
