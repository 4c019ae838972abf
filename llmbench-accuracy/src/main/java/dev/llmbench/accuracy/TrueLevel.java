package dev.llmbench.accuracy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one level really was, by the stamps of the server and the definitions of {@code docs/metrics.md}. */
final class TrueLevel {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Figure, Samples> latencies = new EnumMap<>(Figure.class);
    private final long from;
    private final long to;
    private long tokensSent;
    private double lifeNanos;

    private TrueLevel(long from, long to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Computes the truth.
     *
     * @param measured the requests that started in the window, as both sides tell them
     * @param received every request of the run, since those that straddle the window count, too
     * @param from when the window began
     * @param to when it ended
     */
    static TrueLevel of(List<Matching.Pair> measured, List<ServerRequest> received, long from, long to) {
        TrueLevel level = new TrueLevel(from, to);
        for (ServerRequest request : received) {
            level.tokensSent += request.tokensBetween(from, to);
            level.lifeNanos += request.lifeBetween(from, to);
        }
        measured.stream().filter(pair -> pair.server().succeeded()).forEach(level::addLatencies);
        return level;
    }

    private void addLatencies(Matching.Pair pair) {
        ServerRequest request = pair.server();
        long last = request.lastTokenNanos().orElseThrow();
        add(Figure.END_TO_END, last - request.receivedNanos());
        if (!request.streamed()) {
            return;
        }
        long first = request.firstTokenNanos().orElseThrow();
        add(Figure.TIME_TO_FIRST_TOKEN, first - request.receivedNanos());
        add(Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE, first - pair.client().scheduledNanos());
        request.addInterTokenLatencies(samples(Figure.INTER_TOKEN_LATENCY));
        OptionalLong perToken = request.timePerOutputTokenNanos();
        if (perToken.isPresent()) {
            add(Figure.TIME_PER_OUTPUT_TOKEN, perToken.getAsLong());
        }
    }

    private void add(Figure figure, long nanos) {
        samples(figure).add(nanos);
    }

    private Samples samples(Figure figure) {
        return latencies.computeIfAbsent(figure, which -> new Samples());
    }

    /** A figure in its unit; empty where nothing happened that has it. */
    Optional<Double> value(Figure figure, Statistic statistic) {
        return switch (figure) {
            case OUTPUT_TOKENS_PER_SECOND -> single(statistic, tokensSent / ((to - from) / NANOS_PER_SECOND));
            case MEAN_CONCURRENCY -> single(statistic, lifeNanos / (to - from));
            default -> millis(samples(figure), statistic);
        };
    }

    private static Optional<Double> millis(Samples samples, Statistic statistic) {
        if (samples.count() == 0) {
            return Optional.empty();
        }
        double nanos = statistic == Statistic.MEAN ? samples.mean() : samples.percentile(statistic.percentile());
        return Optional.of(nanos / NANOS_PER_MILLI);
    }

    private static Optional<Double> single(Statistic statistic, double value) {
        return statistic == Statistic.MEAN ? Optional.of(value) : Optional.empty();
    }
}
