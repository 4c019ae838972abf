package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.file.RunLock;
import dev.llmbench.core.internal.file.SavedRun;
import dev.llmbench.core.internal.run.LocalRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A run that was killed, cancelled or broke, and can be finished from its folder.
 *
 * <p>Levels that were over stay as they were measured. The one that was under way is measured again from its beginning,
 * then all that were not reached; prompts are other ones than before, as the server may still know those. Everything
 * goes into the same folder, and the result has all levels; its {@code extra} says when the run was resumed
 * ({@code resumedAt}), which process measured which level ({@code levelsByAttempt}), and what the server does otherwise
 * than when the run began ({@code serverChanged}).
 *
 * <p>Immutable. Secrets are read again from where the plan's target says.
 */
public final class Resumption {
    private final SavedRun saved;
    private final List<RunObserver> observers;
    private final LocalRunner runner;

    private Resumption(SavedRun saved, List<RunObserver> observers, LocalRunner runner) {
        this.saved = saved;
        this.observers = List.copyOf(observers);
        this.runner = runner;
    }

    static Resumption of(Path folder, LocalRunner runner) {
        // Given back until the start: whoever only looks at what was left keeps nobody out.
        RunLock claim = SavedRun.claim(folder);
        try {
            return new Resumption(SavedRun.read(folder), List.of(), runner);
        } finally {
            claim.close();
        }
    }

    /**
     * Returns the run's folder.
     *
     * @return the folder
     */
    public Path folder() {
        return saved.folder().path();
    }

    /**
     * Returns what is asked and how.
     *
     * @return the plan, as the folder holds it
     */
    public BenchmarkPlan plan() {
        return saved.job().plan();
    }

    /**
     * Returns which server is asked.
     *
     * @return the target, as the folder holds it
     */
    public Target target() {
        return (Target) saved.job().where(); // its only kind
    }

    /**
     * Returns how many levels are over and stay as they are.
     *
     * @return from 0 to the number of the plan's levels
     */
    public int levelsFinished() {
        return saved.finished().size();
    }

    /**
     * Adds someone who follows the run. Levels that are over already are not told again.
     *
     * @param observer told about once a second, and of every level
     * @return a new resumption
     */
    public Resumption onProgress(RunObserver observer) {
        List<RunObserver> more = new ArrayList<>(observers);
        more.add(observer);
        return new Resumption(saved, more, runner);
    }

    /**
     * Sets how load is generated and where secrets come from.
     *
     * @param local the runner; a folder that it saves to is not used
     * @return a new resumption
     */
    public Resumption in(LocalRunner local) {
        return new Resumption(saved, observers, Objects.requireNonNull(local, "local"));
    }

    /**
     * Starts the run where it was left.
     *
     * @return the run under way
     * @throws dev.llmbench.api.ConfigurationException if meanwhile another process has resumed or finished the run, or
     *     its files were changed
     */
    public Run start() {
        return LocalRun.resume(folder(), observers, runner.settings());
    }

    /**
     * Starts the run where it was left and waits for its result.
     *
     * @return the result, with the levels of all processes
     * @throws dev.llmbench.api.LlmBenchException if nothing more could be measured; the folder can be resumed again
     */
    public BenchmarkResult run() {
        return start().await();
    }
}
