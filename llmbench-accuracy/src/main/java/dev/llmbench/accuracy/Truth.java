package dev.llmbench.accuracy;

import dev.llmbench.simulator.script.RequestStamps;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What really happened in a window, by the stamps of the server and the definitions of {@code docs/metrics.md}: latencies of the
 * requests that began in it, followed to their end; tokens and concurrency of all requests within it.
 *
 * <pre>{@code
 * Truth truth = Truth.between(server.stop(), fromNanos, toNanos);
 * double millis = truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95).orElseThrow();
 * }</pre>
 */
public final class Truth {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Figure, Samples> latencies = new EnumMap<>(Figure.class);
    private final long from;
    private final long to;
    private long tokensSent;
    private double lifeNanos;

    private Truth(List<ServerRequest> received, long from, long to) {
        if (to <= from) {
            throw new IllegalArgumentException("a window must have a length, but was from " + from + " to " + to);
        }
        this.from = from;
        this.to = to;
        for (ServerRequest request : received) {
            tokensSent += request.tokensBetween(from, to);
            lifeNanos += request.lifeBetween(from, to);
        }
    }

    /**
     * Returns the truth of any window, for clients that keep no journal. There is no figure from the schedule: a server doesn't
     * know when a request was due.
     *
     * @param stamps what the server did
     * @param fromNanos when the window begins, by the server's clock; requests that reached the server from then on begin in it
     * @param toNanos when it ends
     * @return the truth
     */
    public static Truth between(List<RequestStamps> stamps, long fromNanos, long toNanos) {
        List<ServerRequest> received = stamps.stream().map(ServerRequest::new).toList();
        Truth truth = new Truth(received, fromNanos, toNanos);
        received.stream()
                .filter(request -> request.reachedNanos() >= fromNanos && request.reachedNanos() < toNanos)
                .filter(ServerRequest::succeeded)
                .forEach(request -> truth.addLatencies(request, request.reachedNanos()));
        return truth;
    }

    /**
     * Computes the truth of a level.
     *
     * @param measured the requests that started in the window, as both sides tell them
     * @param received every request of the run, since those that straddle the window count, too
     * @param from when the window began
     * @param to when it ended
     */
    static Truth of(List<Matching.Pair> measured, List<ServerRequest> received, long from, long to) {
        Truth truth = new Truth(received, from, to);
        for (Matching.Pair pair : measured) {
            if (pair.server().succeeded()) {
                truth.addLatencies(pair.server(), begin(pair));
                if (pair.server().streamed()) {
                    truth.add(
                            Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE,
                            pair.server().firstTokenNanos().orElseThrow()
                                    - pair.client().scheduledNanos());
                }
            }
        }
        return truth;
    }

    /**
     * When a request reached the server's machine. A server that doesn't know begins to count when it comes to read the request; what
     * it was late with that a client rightly takes for a part of its latency, so that there the client's own stamp has to serve. That
     * the stamp is not early shows in how soon behind it requests are read.
     */
    private static long begin(Matching.Pair pair) {
        return pair.server().arrivedNanos().orElse(pair.client().writtenNanos());
    }

    private void addLatencies(ServerRequest request, long begin) {
        add(Figure.END_TO_END, request.lastTokenNanos().orElseThrow() - begin);
        if (!request.streamed()) {
            return;
        }
        add(Figure.TIME_TO_FIRST_TOKEN, request.firstTokenNanos().orElseThrow() - begin);
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

    /**
     * Returns a figure.
     *
     * @param figure which
     * @param statistic which value of its distribution; of a figure that is one number only {@link Statistic#MEAN}
     * @return the value in the figure's unit; empty where nothing happened that has it
     */
    public Optional<Double> value(Figure figure, Statistic statistic) {
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
