package dev.llmbench.simulator;

import java.util.Optional;

/**
 * How much a modelled engine takes on at the same time.
 *
 * @param maxSequences sequences that run; more wait
 * @param maxTokensPerStep tokens of answers and prompts together that a step works on; longer prompts are read in parts
 * @param cache the room for keys and values; without one it is unlimited and no prefix is known again
 */
public record Batching(int maxSequences, int maxTokensPerStep, Optional<KeyValueRoom> cache) {
    /** Checks the numbers. */
    public Batching {
        atLeastOne(maxSequences, "maxSequences");
        atLeastOne(maxTokensPerStep, "maxTokensPerStep");
    }

    /**
     * The room for keys and values.
     *
     * @param tokens that fit, in whole blocks of 16
     * @param prefixes whether prompts that begin alike share it, and leave it to later ones
     */
    public record KeyValueRoom(long tokens, boolean prefixes) {
        /** Rounds down to whole blocks, and refuses room for less than one. */
        public KeyValueRoom {
            if (tokens < 16) {
                throw new IllegalArgumentException("the cache must hold at least 16 tokens, but was " + tokens);
            }
            tokens -= tokens % 16;
        }
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
        }
    }
}
