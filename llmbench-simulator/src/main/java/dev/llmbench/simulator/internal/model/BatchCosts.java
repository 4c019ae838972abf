package dev.llmbench.simulator.internal.model;

/**
 * What an engine step costs, and how much fits into one.
 *
 * @param decodeBaseNanos a decode step of any size
 * @param decodePerSequenceNanos more for every sequence in it
 * @param prefillOverheadNanos a step's prefill of any size
 * @param prefillPerTokenNanos more for every prompt token in it
 * @param maxPrefillTokens prompt tokens that one step takes at most, besides a first prompt that alone is longer
 * @param maxSequences sequences that run at the same time at most
 */
public record BatchCosts(
        long decodeBaseNanos,
        long decodePerSequenceNanos,
        long prefillOverheadNanos,
        long prefillPerTokenNanos,
        int maxPrefillTokens,
        int maxSequences) {
    long decodeNanos(int sequences) {
        return sequences == 0 ? 0 : decodeBaseNanos + decodePerSequenceNanos * sequences;
    }

    long prefillNanos(long tokens) {
        return tokens == 0 ? 0 : prefillOverheadNanos + prefillPerTokenNanos * tokens;
    }
}
