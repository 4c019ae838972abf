package dev.llmbench.core.internal.workload;

import java.util.SplittableRandom;

/** Draws symbols (words or token ids, by index) that have a wanted number of tokens together. */
interface Mixture {
    /**
     * Draws symbols.
     *
     * @param tokens how many tokens they shall have, 0 or more
     * @param random where to draw from
     * @return indexes of symbols
     */
    int[] draw(int tokens, SplittableRandom random);

    /** Whether any symbol may be put in the place of any other without changing the number of tokens. */
    boolean exchangeable();

    /** How many symbols there are. */
    int symbols();
}
