package dev.llmbench.simulator.internal.model;

import java.util.Optional;

/**
 * How much an engine takes on at the same time.
 *
 * @param maxSequences that run
 * @param maxTokens of decodes and prompts together that one step works on
 * @param cache the room for keys and values; unlimited where there is none
 */
public record BatchLimits(int maxSequences, int maxTokens, Optional<Cache> cache) {
    /**
     * The room for keys and values.
     *
     * @param tokens that fit; what does not fill a block of 16 is lost
     * @param prefixes whether prompts that begin alike share their blocks, and keep them when they are done
     */
    public record Cache(long tokens, boolean prefixes) {}

    /** Returns limits without one for the cache. */
    public static BatchLimits of(int maxSequences, int maxTokens) {
        return new BatchLimits(maxSequences, maxTokens, Optional.empty());
    }

    /** Returns these limits with a cache. */
    public BatchLimits withCache(long tokens, boolean prefixes) {
        return new BatchLimits(maxSequences, maxTokens, Optional.of(new Cache(tokens, prefixes)));
    }
}
