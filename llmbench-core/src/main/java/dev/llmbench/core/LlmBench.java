package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Served;
import dev.llmbench.api.Workload;
import java.nio.file.Path;
import java.util.List;

/**
 * The beginning of every benchmark.
 *
 * <pre>{@code
 * BenchmarkResult result = LlmBench.against(openAi("http://localhost:8000").model("my-model"))
 *         .workload(synthetic().inputTokens(1000).outputTokens(1000))
 *         .load(concurrency(1, 8, 64))
 *         .measureFor(Duration.ofMinutes(3))
 *         .run();
 * }</pre>
 */
public final class LlmBench {
    private LlmBench() {}

    /** What is still missing: the workload. */
    @FunctionalInterface
    public interface NeedsWorkload {
        /**
         * Says what is asked.
         *
         * @param workload prompts and lengths of answers
         * @return the step that takes the load
         */
        NeedsLoad workload(Workload workload);
    }

    /** What is still missing: the load. */
    @FunctionalInterface
    public interface NeedsLoad {
        /**
         * Says how requests are offered.
         *
         * @param load one or several levels
         * @return a benchmark that can be run
         */
        Benchmark load(Load load);
    }

    /**
     * Begins a benchmark of a server.
     *
     * @param served a {@link dev.llmbench.api.Target}, or anything else that can be asked now
     * @return the step that takes the workload
     */
    public static NeedsWorkload against(Served served) {
        return workload -> load -> new Benchmark(BenchmarkPlan.of(workload, load), served, List.of(), local());
    }

    /**
     * Returns the benchmark of a plan, such as one read from a file.
     *
     * @param plan what to ask
     * @param served on which server
     * @return a benchmark that can be run
     */
    public static Benchmark benchmark(BenchmarkPlan plan, Served served) {
        return new Benchmark(plan, served, List.of(), local());
    }

    /**
     * Reads a run that was killed, cancelled or broke, to finish it.
     *
     * <pre>{@code
     * BenchmarkResult whole = LlmBench.resume(Path.of("results/llama-8b-20260131-120000")).run();
     * }</pre>
     *
     * @param folder the run's own folder
     * @return what was left, to be started
     * @throws dev.llmbench.api.ConfigurationException if the run is complete or still going on, or what is needed is
     *     missing, broken or was changed; the folder stays as it is
     */
    public static Resumption resume(Path folder) {
        return Resumption.of(folder, local());
    }

    /**
     * Returns the runner that generates load in this process and keeps no files.
     *
     * @return the runner, to be changed with its own methods
     */
    public static LocalRunner local() {
        return LocalRunner.defaults();
    }
}
