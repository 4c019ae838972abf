package dev.llmbench.api;

import java.util.Optional;

/**
 * What the server delivered in the measured window W.
 *
 * @param outputTokens weights of token arrivals in W, from every request, also those that straddle W or fail later,
 *     divided by the length of W
 * @param completedOutputTokens tokens of requests that succeeded within W, divided by W, as several other tools do;
 *     shown beside, never alone
 * @param totalTokens output tokens and input tokens (input counted at the first token), divided by W
 * @param requests successful completions in W, divided by W
 * @param failures failures in W, divided by W
 * @param peakOutputTokens the best 10 s sliding window of arrivals; absent when W is shorter than 10 s
 * @param steadiness how even the load was
 */
public record Throughput(
        Rate outputTokens,
        Rate completedOutputTokens,
        Rate totalTokens,
        Rate requests,
        Rate failures,
        Optional<Rate> peakOutputTokens,
        Steadiness steadiness) {
    /**
     * How even the load was.
     *
     * @param meanConcurrency time integral over W of requests between their first byte written and their end, divided by
     *     W
     * @param littlesLawResidual (arrivals per second x mean time in the system - mean concurrency) / mean concurrency, a
     *     diagnostic near 0 in a steady state; absent without requests
     * @param slopePerSecond change of output tokens per second, each second, over W; absent with fewer than 10 batches
     * @param slopeSignificant whether the slope's 95 % interval excludes zero and the drift over W exceeds 5 %
     */
    public record Steadiness(
            double meanConcurrency,
            Optional<Double> littlesLawResidual,
            Optional<Double> slopePerSecond,
            boolean slopeSignificant) {}
}
