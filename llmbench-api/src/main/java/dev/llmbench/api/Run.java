package dev.llmbench.api;

import java.nio.file.Path;
import java.util.Optional;

/** A benchmark under way. Safe for use by many threads. */
public interface Run {
    /**
     * Returns where the run stands.
     *
     * @return a snapshot
     */
    Progress snapshot();

    /** Ends the run soon: requests under way are cut off, and the result covers what was measured until now. */
    void cancel();

    /**
     * Waits for the result.
     *
     * <p>An interrupt of the waiting thread cancels the run, restores the thread's interrupt flag and returns the partial
     * result, whose ending is {@link Ending#CANCELLED}.
     *
     * @return the result
     * @throws LlmBenchException if nothing could be measured, such as {@link TargetException}
     */
    BenchmarkResult await();

    /**
     * Returns where the run keeps its files.
     *
     * @return the run's own folder; empty where it keeps none, and before it has been made
     */
    default Optional<Path> folder() {
        return Optional.empty();
    }
}
