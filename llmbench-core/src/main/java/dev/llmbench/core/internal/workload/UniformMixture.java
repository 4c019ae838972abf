package dev.llmbench.core.internal.workload;

import java.util.SplittableRandom;

/**
 * Symbols that all have the same number of tokens.
 *
 * @param symbols how many symbols there are
 * @param tokensPerSymbol 1, unless nothing is known but an average
 */
record UniformMixture(int symbols, double tokensPerSymbol) implements Mixture {
    @Override
    public int[] draw(int tokens, SplittableRandom random) {
        int[] drawn = new int[(int) Math.round(tokens / tokensPerSymbol)];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextInt(symbols);
        }
        return drawn;
    }

    @Override
    public boolean exchangeable() {
        return true;
    }
}
