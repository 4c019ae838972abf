package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.Optional;

/**
 * What came of one run of one load generator.
 *
 * @param client which, by its name
 * @param version its version
 * @param series which measurement it belongs to
 * @param repetition from 0; runs of the same number were made one after the other
 * @param shape of the load
 * @param result empty where it failed
 * @param failure why it failed, in words
 */
record Outcome(
        String client,
        String version,
        String series,
        int repetition,
        Shape shape,
        Optional<Result> result,
        Optional<String> failure) {
    /**
     * Of a run that went well.
     *
     * @param reported what it reported
     * @param own what it should have reported by its own definitions
     * @param ours what it should have reported by llmbench's
     * @param cost what it took
     */
    record Result(Figures reported, Figures own, Figures ours, Cost cost) {}

    /**
     * What a run took of the machine.
     *
     * @param steadySeconds how long the load was full; all but the last two are of that time
     * @param steadyTokens tokens that the server sent in that time
     * @param atOnce requests under way at most; fewer than there should be where the client could not keep up
     * @param cpuSeconds CPU time of all its processes
     * @param pssBytes their proportional set size, the median of what was seen
     * @param stolenShare how much of the machine's time the hypervisor gave to others
     * @param cpuSecondsBeside CPU time before and behind: start, prompts, computation of the result
     * @param wallSeconds how long all of it took
     */
    record Cost(
            double steadySeconds,
            long steadyTokens,
            int atOnce,
            double cpuSeconds,
            double pssBytes,
            double stolenShare,
            double cpuSecondsBeside,
            double wallSeconds) {
        private static final double MICROS = 1e6;

        /** Returns CPU time per token in microseconds. */
        double microsPerToken() {
            return cpuSeconds * MICROS / steadyTokens;
        }

        /** Returns how much of one processor it used while the load was full. */
        double load() {
            return cpuSeconds / steadySeconds;
        }
    }
}
