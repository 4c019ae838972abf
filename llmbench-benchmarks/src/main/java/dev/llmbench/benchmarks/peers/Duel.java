package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.peers.Runs.Pairs;

/**
 * Who is nearer to the truth on one row, llmbench or a peer.
 *
 * @param verdict for llmbench
 * @param difference |error of llmbench| - |error of the peer|, repetition by repetition
 */
record Duel(Verdict verdict, Estimate difference) {
    static final long SEED = 1;
    /** With fewer pairs an interval says nothing. */
    static final int LEAST_PAIRS = 3;

    /** For llmbench. */
    enum Verdict {
        /** Nearer to the truth, and not by chance. */
        BETTER,
        /** Not told apart. */
        LEVEL,
        /** Farther from the truth, and not by chance. */
        WORSE
    }

    /**
     * Judges: better or worse is what its 95 % interval excludes zero for.
     *
     * @param sizes sizes of the errors, at least {@link #LEAST_PAIRS} pairs
     */
    static Duel of(Pairs sizes) {
        double[] differences = new double[sizes.count()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = sizes.ours()[i] - sizes.theirs()[i];
        }
        Estimate estimate = Estimate.median(differences, SEED);
        Verdict verdict = Verdict.LEVEL;
        if (estimate.high() < 0) {
            verdict = Verdict.BETTER;
        } else if (estimate.low() > 0) {
            verdict = Verdict.WORSE;
        }
        return new Duel(verdict, estimate);
    }
}
