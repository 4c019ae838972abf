package dev.llmbench.core;

import dev.llmbench.api.Band;
import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Comparison;
import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Load;
import dev.llmbench.api.Served;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.analysis.BandPlacing;
import dev.llmbench.core.internal.analysis.Comparisons;
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
     * Looks at a server and at this machine before anything is measured: whether the server can be reached and asked, what
     * it tells, and what this machine's load generator can do. Asks a dozen small questions and takes some seconds.
     *
     * <pre>{@code
     * Diagnosis diagnosis = LlmBench.doctor(openAi("http://localhost:8000").model("my-model"));
     * diagnosis.findings().forEach(finding -> System.out.println(finding.question().label() + ": " + finding.seen()));
     * }</pre>
     *
     * @param served a {@link dev.llmbench.api.Target}, whose model may be left open by {@link Diagnosis#ANY_MODEL}, or
     *     anything else that can be asked now
     * @return what was found; a server that can't be used is a finding, not an exception
     * @throws dev.llmbench.api.ConfigurationException if a key, a trust store or the protocol is not there
     */
    public static Diagnosis doctor(Served served) {
        return local().diagnose(served);
    }

    /**
     * Puts two results side by side, load by load, and says where they clearly differ. Intervals that overlap are no
     * difference, and a simulated server is never better or worse than a measured one.
     *
     * @param first the one that is compared with
     * @param second the one that is judged
     * @return the comparison; without a common load it has no levels
     */
    public static Comparison compare(BenchmarkResult first, BenchmarkResult second) {
        return Comparisons.of(first, second);
    }

    /**
     * Holds a result against what somebody expected.
     *
     * @param result the result
     * @param band the expectation, such as one of {@link Bands}
     * @return where each level lies
     */
    public static BandComparison compare(BenchmarkResult result, Band band) {
        return BandPlacing.of(result, band);
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
