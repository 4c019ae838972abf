package dev.llmbench.api;

import java.util.List;

/**
 * Latencies of the requests that started in the measured window, followed to their end.
 *
 * @param firstToken times to the first token
 * @param perToken times between tokens
 * @param endToEnd times to the end
 * @param client time spent on this side before the request was written
 */
public record Latencies(FirstToken firstToken, PerToken perToken, EndToEnd endToEnd, ClientSide client) {
    /**
     * Times to the first token.
     *
     * @param fromWritten first token of any channel - request written (TTFT)
     * @param fromSchedule first token of any channel - scheduled; the headline in open loop: what a user felt
     * @param content first visible content - request written (TTFC); differs for reasoning models
     */
    public record FirstToken(Distribution fromWritten, Distribution fromSchedule, Distribution content) {}

    /**
     * Times between tokens.
     *
     * @param timePerOutputToken (last token - first token) / (output tokens - 1), one sample a request with at least 2
     *     tokens (TPOT); absent where all came in one read
     * @param interTokenLatency a gap g between arrivals that delivered k tokens gives k samples of g / k (ITL)
     * @param chunkGap each gap between successive arrivals: the stall metric
     * @param decodeTimePerToken (last token - first token) / (n - f), f = tokens of the first arrival, only where f is
     *     exact
     * @param interTokenLatencyQuantiles percentiles of the inter-token latency with intervals by bootstrap over requests
     * @param chunkGapQuantiles the same of the chunk gap
     */
    public record PerToken(
            Distribution timePerOutputToken,
            Distribution interTokenLatency,
            Distribution chunkGap,
            Distribution decodeTimePerToken,
            List<Quantile> interTokenLatencyQuantiles,
            List<Quantile> chunkGapQuantiles) {
        /** Copies the lists. */
        public PerToken {
            interTokenLatencyQuantiles = List.copyOf(interTokenLatencyQuantiles);
            chunkGapQuantiles = List.copyOf(chunkGapQuantiles);
        }
    }

    /**
     * Times to the end.
     *
     * @param fromWritten last token - request written; not streamed: end - request written
     * @param fromSchedule last token - scheduled
     * @param tail end - last token: the lag of usage and end mark
     */
    public record EndToEnd(Distribution fromWritten, Distribution fromSchedule, Distribution tail) {}

    /**
     * Time spent on this side.
     *
     * @param queue scheduled to dequeued: waiting for a place in the client
     * @param connect dequeued to connection acquired, of requests that opened one
     * @param lateSend scheduled to request written; open loop only
     */
    public record ClientSide(Distribution queue, Distribution connect, Distribution lateSend) {}

    /**
     * Returns time to first token: first token of any channel - request written. Connect time and client queue are
     * separate.
     *
     * @return the distribution
     */
    public Distribution timeToFirstToken() {
        return firstToken.fromWritten();
    }

    /**
     * Returns time to first token from the intended start: what a user felt.
     *
     * @return the distribution
     */
    public Distribution timeToFirstTokenFromSchedule() {
        return firstToken.fromSchedule();
    }

    /**
     * Returns time to first visible content.
     *
     * @return the distribution
     */
    public Distribution timeToFirstContent() {
        return firstToken.content();
    }

    /**
     * Returns time per output token: (last token - first token) / (output tokens - 1).
     *
     * @return the distribution, one sample a request
     */
    public Distribution timePerOutputToken() {
        return perToken.timePerOutputToken();
    }

    /**
     * Returns inter-token latency: a gap g between arrivals that delivered k tokens gives k samples of g / k.
     *
     * @return the distribution, a sample a token
     */
    public Distribution interTokenLatency() {
        return perToken.interTokenLatency();
    }

    /**
     * Returns the gaps between successive arrivals.
     *
     * @return the distribution, a sample a gap
     */
    public Distribution chunkGap() {
        return perToken.chunkGap();
    }

    /**
     * Returns end-to-end latency: last token - request written.
     *
     * @return the distribution
     */
    public Distribution endToEndLatency() {
        return endToEnd.fromWritten();
    }

    /**
     * Returns end-to-end latency from the intended start.
     *
     * @return the distribution
     */
    public Distribution endToEndLatencyFromSchedule() {
        return endToEnd.fromSchedule();
    }

    /**
     * Returns the distribution on which an objective is set.
     *
     * @param metric the latency
     * @return its distribution
     */
    public Distribution of(LatencyMetric metric) {
        return switch (metric) {
            case TIME_TO_FIRST_TOKEN -> timeToFirstToken();
            case TIME_TO_FIRST_TOKEN_FROM_SCHEDULE -> timeToFirstTokenFromSchedule();
            case TIME_TO_FIRST_CONTENT -> timeToFirstContent();
            case TIME_PER_OUTPUT_TOKEN -> timePerOutputToken();
            case END_TO_END -> endToEndLatency();
            case END_TO_END_FROM_SCHEDULE -> endToEndLatencyFromSchedule();
        };
    }
}
