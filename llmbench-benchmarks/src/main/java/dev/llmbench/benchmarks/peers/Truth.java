package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.List;

/**
 * What a load generator should have reported, by its own definitions, from the stamps of the server.
 *
 * <p>A request starts when the server has read its last byte: what a client needs to get it there is the client's own error.
 */
final class Truth {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final List<Statistic> OF_LATENCIES =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P95, Statistic.P99);

    private final Definition definition;
    private final Samples firsts = new Samples();
    private final Samples perToken = new Samples();
    private final Samples between = new Samples();
    private final Samples gaps = new Samples();
    private final Samples whole = new Samples();

    private Truth(Definition definition) {
        this.definition = definition;
    }

    /**
     * Computes the figures.
     *
     * @param requests those that the load generator counted, all complete
     * @param definition what it means
     * @throws IllegalArgumentException when there are none
     */
    static Figures of(List<RequestStamps> requests, Definition definition) {
        if (requests.isEmpty()) {
            throw new IllegalArgumentException("without requests there is no truth");
        }
        Truth truth = new Truth(definition);
        long tokens = 0;
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (RequestStamps request : requests) {
            truth.add(request);
            tokens += request.tokens();
            from = Math.min(from, request.reachedNanos());
            to = Math.max(to, truth.endOf(request));
        }
        double seconds = (to - from) / NANOS_PER_SECOND;
        Figures.Builder figures = new Figures.Builder();
        truth.put(figures, Figure.TTFT, truth.firsts);
        truth.put(figures, Figure.TPOT, truth.perToken);
        truth.put(figures, Figure.ITL, truth.between);
        truth.put(figures, Figure.CHUNK_GAP, truth.gaps);
        truth.put(figures, Figure.END_TO_END, truth.whole);
        return figures.total(Figure.TOKEN_RATE, tokens / seconds)
                .total(Figure.REQUEST_RATE, requests.size() / seconds)
                .total(Figure.REQUESTS, requests.size())
                .total(Figure.TOKENS, (double) tokens)
                .build();
    }

    private void add(RequestStamps request) {
        long[] chunks = chunksOf(request);
        if (chunks.length == 0) {
            throw new IllegalArgumentException("request " + request.request() + " is counted, but has no token");
        }
        long start = request.reachedNanos();
        long first = chunks[0];
        long last = chunks[chunks.length - 1];
        int tokens = request.tokens();
        firsts.add(first - start);
        whole.add(endOf(request) - start);
        for (int i = 1; i < chunks.length; i++) {
            gaps.add(chunks[i] - chunks[i - 1]);
            if (definition.between() == Between.EACH) {
                between.add(chunks[i] - chunks[i - 1]);
            }
        }
        if (definition.perToken() == PerToken.WITH_FIRST) {
            perToken.add((double) (last - start) / tokens);
        }
        if (tokens < 2) {
            return;
        }
        if (definition.between() == Between.ONE_PER_REQUEST) {
            between.add((double) (last - first) / (tokens - 1));
        }
        if (definition.perToken() == PerToken.AFTER_FIRST) {
            perToken.add((double) (last - first) / (tokens - 1));
        } else if (definition.perToken() == PerToken.END_AFTER_FIRST) {
            perToken.add((double) (endOf(request) - first) / (tokens - 1));
        }
    }

    private long endOf(RequestStamps request) {
        if (definition.end() == End.STREAM) {
            return request.end().nanos().orElseThrow();
        }
        long[] chunks = chunksOf(request);
        return chunks[chunks.length - 1];
    }

    private static long[] chunksOf(RequestStamps request) {
        return request.events().stream()
                .filter(event -> event.tokens() > 0)
                .mapToLong(EventStamp::nanos)
                .toArray();
    }

    private void put(Figures.Builder figures, Figure figure, Samples samples) {
        if (samples.isEmpty()) {
            return;
        }
        for (Statistic statistic : OF_LATENCIES) {
            double nanos = statistic == Statistic.MEAN
                    ? samples.mean()
                    : samples.percentile(statistic.fraction(), definition.quantile());
            figures.put(figure, statistic, nanos / NANOS_PER_MILLI);
        }
    }
}
