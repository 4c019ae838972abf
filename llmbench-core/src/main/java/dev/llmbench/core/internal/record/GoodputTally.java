package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

import dev.llmbench.api.LatencyMetric;
import dev.llmbench.api.Objective;
import java.util.List;

/** Counts requests of W that met every objective; written by one thread. */
public final class GoodputTally {
    private final LatencyMetric[] metrics;
    private final long[] limits;
    private long requests;
    private double tokens;
    private double events;

    GoodputTally(List<Objective> objectives) {
        metrics = objectives.stream().map(Objective::metric).toArray(LatencyMetric[]::new);
        limits = objectives.stream()
                .mapToLong(objective -> objective.limit().toNanos())
                .toArray();
    }

    /** Adds a request that succeeded, with its output tokens, or -1 where they are not known. */
    void add(RequestTrace trace, long outputTokens) {
        for (int i = 0; i < metrics.length; i++) {
            long value = valueOf(metrics[i], trace, outputTokens);
            if (value == ABSENT || value > limits[i]) {
                return;
            }
        }
        requests++;
        if (outputTokens >= 0) {
            tokens += outputTokens;
        } else {
            events += trace.events;
        }
    }

    void add(GoodputTally other) {
        requests += other.requests;
        tokens += other.tokens;
        events += other.events;
    }

    /** Returns how many requests met every objective. */
    public long requests() {
        return requests;
    }

    /**
     * Returns the output tokens of those requests.
     *
     * @param tokensPerEvent the level's ratio, for requests that never told their total
     * @return tokens
     */
    public double tokens(double tokensPerEvent) {
        return tokens + events * tokensPerEvent;
    }

    private static long valueOf(LatencyMetric metric, RequestTrace trace, long outputTokens) {
        long last = trace.streamed ? trace.lastToken : trace.end;
        return switch (metric) {
            case TIME_TO_FIRST_TOKEN -> trace.streamed ? trace.firstToken - trace.requestWritten : ABSENT;
            case TIME_TO_FIRST_TOKEN_FROM_SCHEDULE -> trace.streamed ? trace.firstToken - trace.scheduled : ABSENT;
            case TIME_TO_FIRST_CONTENT ->
                trace.streamed && trace.firstContent != ABSENT ? trace.firstContent - trace.requestWritten : ABSENT;
            case TIME_PER_OUTPUT_TOKEN -> timePerOutputToken(trace, outputTokens);
            case END_TO_END -> last - trace.requestWritten;
            case END_TO_END_FROM_SCHEDULE -> last - trace.scheduled;
        };
    }

    private static long timePerOutputToken(RequestTrace trace, long outputTokens) {
        if (!trace.streamed) {
            return ABSENT;
        }
        long tokens = outputTokens >= 0 ? outputTokens : trace.events;
        // A single token has no time per token and can't miss a limit on it.
        return tokens < 2 ? 0 : Math.round((double) (trace.lastToken - trace.firstToken) / (tokens - 1));
    }
}
