package dev.llmbench.api;

import java.util.List;

/** Chooses where load is generated: in this process, or by a grid of machines. */
public interface BenchmarkRunner {
    /**
     * Starts a run.
     *
     * @param plan what to ask
     * @param served on which server
     * @param observers who follows
     * @return the run under way
     */
    Run start(BenchmarkPlan plan, Served served, List<RunObserver> observers);
}
