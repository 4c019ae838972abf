package dev.llmbench.report.export;

import dev.llmbench.core.JournaledRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Figures of single requests, in seconds, as clients outside of the connection see them. */
final class Requests {
    private static final double NANOS = 1e9;

    private Requests() {}

    /**
     * When the client turned to a request: other tools start their watch before the connection is there.
     *
     * @return seconds since the run's start
     */
    static double start(JournaledRequest request) {
        return seconds(request.stamps().dequeued().orElse(request.stamps().scheduled()));
    }

    /** When a request ended; where it was cut off without a stamp, its last sign of life. */
    static double end(JournaledRequest request) {
        JournaledRequest.Stamps stamps = request.stamps();
        return stamps.end()
                .or(stamps::lastToken)
                .or(stamps::firstToken)
                .or(stamps::requestWritten)
                .map(Requests::seconds)
                .orElseGet(() -> start(request));
    }

    /** From the client's turning to a request to its end. */
    static double duration(JournaledRequest request) {
        return end(request) - start(request);
    }

    static Optional<Double> firstToken(JournaledRequest request) {
        return request.stamps().firstToken().map(Requests::seconds);
    }

    /** The first visible content, which reasoning is not. */
    static Optional<Double> firstContent(JournaledRequest request) {
        return request.stamps().firstContent().map(Requests::seconds);
    }

    static Optional<Double> lastToken(JournaledRequest request) {
        return request.stamps().lastToken().map(Requests::seconds);
    }

    /** The first event of an answer, whether or not it bears a token. */
    static Optional<Double> firstEvent(JournaledRequest request) {
        return request.stamps().firstEvent().map(Requests::seconds).or(() -> firstToken(request));
    }

    /** By the server's usage, else the events that bore tokens. */
    static long outputTokens(JournaledRequest request) {
        return request.tokens().output().orElse((long) request.tokens().events());
    }

    static long outputTokens(Collection<JournaledRequest> requests) {
        return requests.stream().mapToLong(Requests::outputTokens).sum();
    }

    /** A figure of all requests that have it, in ascending order. */
    static double[] sorted(List<JournaledRequest> requests, Function<JournaledRequest, Optional<Double>> figure) {
        return requests.stream()
                .map(figure)
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    static double firstStart(Collection<JournaledRequest> requests) {
        return requests.stream()
                .map(Requests::start)
                .min(Comparator.naturalOrder())
                .orElse(0.0);
    }

    static double lastEnd(Collection<JournaledRequest> requests) {
        return requests.stream()
                .map(Requests::end)
                .max(Comparator.naturalOrder())
                .orElse(0.0);
    }

    static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}
