package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BenchmarkRunner;
import dev.llmbench.api.Objective;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Served;
import dev.llmbench.api.Stop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A plan, a server, and what can't be written down: who follows the run, and where load is generated.
 *
 * <p>Immutable: every method returns a new benchmark, so that one can be kept and varied.
 */
public final class Benchmark {
    private final BenchmarkPlan plan;
    private final Served served;
    private final List<RunObserver> observers;
    private final LocalRunner local;

    Benchmark(BenchmarkPlan plan, Served served, List<RunObserver> observers, LocalRunner local) {
        this.plan = Objects.requireNonNull(plan, "plan");
        this.served = Objects.requireNonNull(served, "served");
        this.observers = List.copyOf(observers);
        this.local = local;
    }

    /**
     * Returns what is asked and how.
     *
     * @return the plan
     */
    public BenchmarkPlan plan() {
        return plan;
    }

    /**
     * Returns which server is asked.
     *
     * @return the server
     */
    public Served served() {
        return served;
    }

    /**
     * Names the plan, for people and folders.
     *
     * @param name up to 100 letters, digits, spaces and {@code . _ + -}
     * @return a new benchmark
     */
    public Benchmark name(String name) {
        return with(plan.withName(name));
    }

    /**
     * Sets the warm-up of every level: 30 s unless set, none with a request target.
     *
     * @param time zero for none
     * @return a new benchmark
     */
    public Benchmark warmUp(Duration time) {
        return with(plan.withPhases(plan.phases().withWarmUp(time)));
    }

    /**
     * Sets over what time users start: the warm-up's length unless set, at most 10 s.
     *
     * @param time zero to start all at once
     * @return a new benchmark
     */
    public Benchmark rampUp(Duration time) {
        return with(plan.withPhases(plan.phases().withRampUp(time)));
    }

    /**
     * Sets how long after the window its requests are followed: the total time-out unless set.
     *
     * @param time zero to cut them off at once
     * @return a new benchmark
     */
    public Benchmark drainLimit(Duration time) {
        return with(plan.withPhases(plan.phases().withDrainLimit(time)));
    }

    /**
     * Sets the pause between levels.
     *
     * @param time the pause, none unless set
     * @return a new benchmark
     */
    public Benchmark rest(Duration time) {
        return with(plan.withPhases(plan.phases().withRest(time)));
    }

    /**
     * Sets the length of the measured window: 60 s unless set or otherwise stopped. The same as
     * {@code stopAfter(elapsed(time))}.
     *
     * @param time longer than zero
     * @return a new benchmark
     */
    public Benchmark measureFor(Duration time) {
        return stopAfter(Stop.elapsed(time));
    }

    /**
     * Adds a stop; the first to fire ends the window and is named in the result.
     *
     * @param stop what ends the window
     * @return a new benchmark
     */
    public Benchmark stopAfter(Stop stop) {
        return with(plan.withStop(stop));
    }

    /**
     * Sets how every request is asked.
     *
     * @param settings streaming, temperature, length, token counts, time-outs
     * @return a new benchmark
     */
    public Benchmark requests(RequestSettings settings) {
        return with(plan.withRequests(settings));
    }

    /**
     * Adds a promise to keep; with at least one, goodput is reported.
     *
     * @param objective such as {@code Objective.parse("ttft.p99=800ms")}
     * @return a new benchmark
     */
    public Benchmark objective(Objective objective) {
        return with(plan.withCriteria(plan.criteria().withObjective(objective)));
    }

    /**
     * Adds someone who follows the run.
     *
     * @param observer told about once a second, and of every level
     * @return a new benchmark
     */
    public Benchmark onProgress(RunObserver observer) {
        List<RunObserver> more = new ArrayList<>(observers);
        more.add(observer);
        return new Benchmark(plan, served, more, local);
    }

    /**
     * Keeps plan, result and the detail of every request in a new folder below another.
     *
     * @param folder created where missing; each run makes a folder {@code <name>-<time>} in it
     * @return a new benchmark
     */
    public Benchmark saveTo(Path folder) {
        return new Benchmark(plan, served, observers, local.savingTo(folder));
    }

    /**
     * Starts the run in this process.
     *
     * @return the run under way
     */
    public Run start() {
        return startIn(local);
    }

    /**
     * Starts the run and waits for its result.
     *
     * @return the result
     * @throws dev.llmbench.api.LlmBenchException if nothing could be measured
     */
    public BenchmarkResult run() {
        return start().await();
    }

    /**
     * Starts the run where a runner generates load.
     *
     * @param runner this process or a grid
     * @return the run under way
     */
    public Run startIn(BenchmarkRunner runner) {
        return runner.start(plan, served, observers);
    }

    /**
     * Starts the run where a runner generates load, and waits for its result.
     *
     * @param runner this process or a grid
     * @return the result
     * @throws dev.llmbench.api.LlmBenchException if nothing could be measured
     */
    public BenchmarkResult runIn(BenchmarkRunner runner) {
        return startIn(runner).await();
    }

    private Benchmark with(BenchmarkPlan changed) {
        return new Benchmark(changed, served, observers, local);
    }
}
