package dev.llmbench.simulator.internal.model;

/** Names the full blocks of a prompt, so that two prompts have the same names as far as they begin alike. */
public final class PromptBlocks {
    /** Tokens of a block, as vLLM has it by default. */
    public static final int TOKENS = 16;

    private PromptBlocks() {}

    /**
     * Returns a name for every full block.
     *
     * @param tokens ids of the prompt
     * @return hashes, each of its block and of all before it
     */
    public static long[] names(int[] tokens) {
        long[] names = new long[tokens.length / TOKENS];
        long hash = 0x9E3779B97F4A7C15L;
        for (int block = 0; block < names.length; block++) {
            for (int i = 0; i < TOKENS; i++) {
                hash = (hash ^ tokens[block * TOKENS + i]) * 0xD6E8FEB86659FD93L;
                hash ^= hash >>> 32;
            }
            names[block] = hash;
        }
        return names;
    }

    /** Returns how many blocks hold these tokens. */
    static long holding(long tokens) {
        return (tokens + TOKENS - 1) / TOKENS;
    }
}
