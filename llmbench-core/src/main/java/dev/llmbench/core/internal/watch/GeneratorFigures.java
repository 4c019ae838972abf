package dev.llmbench.core.internal.watch;

import java.util.List;

/**
 * What the load generator saw of itself over a window.
 *
 * @param ownCpuPercent CPU time of this process, in percent of the processors available to it
 * @param pausePercent pauses for garbage collection, in percent of the window; concurrent work does not count
 * @param stolenPercent CPU time that the hypervisor gave to others, in percent of all CPU time of the machine
 * @param throttledPercent time for which a CPU quota stopped this process, in percent of the processors available to it
 * @param loopLagP99Millis how late the event loops came to what was due at any moment, 99th percentile, in milliseconds
 * @param clockJumpMillis the largest disagreement between wall clock and monotonic clock from one sample to the next, in
 *     milliseconds
 * @param loopUntilMetMillis how long the event loops took to come to what came then, at a hundred moments: percentiles from
 *     0.5 to 99.5, ascending; empty where they were looked at less than a hundred times
 */
public record GeneratorFigures(
        Reading ownCpuPercent,
        Reading pausePercent,
        Reading stolenPercent,
        Reading throttledPercent,
        Reading loopLagP99Millis,
        Reading clockJumpMillis,
        List<Double> loopUntilMetMillis) {
    /** Copies the list. */
    public GeneratorFigures {
        loopUntilMetMillis = List.copyOf(loopUntilMetMillis);
    }

    /**
     * Returns that nothing was watched.
     *
     * @param because why not
     * @return all absent
     */
    public static GeneratorFigures none(String because) {
        Reading absent = Reading.absent(because);
        return new GeneratorFigures(absent, absent, absent, absent, absent, absent, List.of());
    }
}
