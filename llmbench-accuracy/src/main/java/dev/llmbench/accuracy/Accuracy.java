package dev.llmbench.accuracy;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.core.Benchmark;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Holds a run against the stamps of the server that it measured.
 *
 * <pre>{@code
 * List<LevelAccuracy> levels = Accuracy.measure(
 *         Script.of(Answers.tokensFromRequest().every(Duration.ofMillis(33))),
 *         folder,
 *         server -> LlmBench.against(server)
 *                 .workload(synthetic().inputTokens(20).outputTokens(60))
 *                 .load(concurrency(64))
 *                 .measureFor(Duration.ofSeconds(10)));
 * }</pre>
 *
 * <p>Both must run on one machine whose {@link System#nanoTime()} is one clock for all processes, as on Linux. The error of a
 * figure is what lies between the server's read of the request and its write of the token on one side, and the client's write
 * and read on the other: the network both ways, the client's own delay, and the server's time to read the request.
 */
public final class Accuracy {
    /** The model that a scripted server lists. */
    static final String MODEL = "scripted";

    private Accuracy() {}

    /**
     * Starts a scripted server in a process of its own, runs a benchmark of it in this one, and compares.
     *
     * @param script what the server does; its answers must be whole where they are to succeed, and carry usage,
     *     {@code [DONE]} or a finish chunk
     * @param folder for what both write down; must exist, and is not emptied
     * @param benchmark the benchmark of a server
     * @return an element for each level of the result
     * @throws ConfigurationException if the run can't be held against the server
     * @throws dev.llmbench.api.LlmBenchException if nothing could be measured
     * @throws java.io.UncheckedIOException if the server can't be started
     */
    public static List<LevelAccuracy> measure(Script script, Path folder, Function<Target, Benchmark> benchmark) {
        try (ScriptedServerProcess server = ScriptedServerProcess.start(script, folder)) {
            Target target = Target.openAi(server.url().toString()).model(MODEL);
            Run run = benchmark.apply(target).saveTo(folder).start();
            BenchmarkResult result = run.await();
            return of(result, run.folder().orElseThrow(), server.stop());
        }
    }

    /**
     * Computes how far the figures of every level of a run were off.
     *
     * @param result what was measured, by a run that was carried out by one process
     * @param folder the run's own folder, with its journal
     * @param stamps what the server did, from before the run's first request on
     * @return an element for each level of the result
     * @throws ConfigurationException if journal and stamps can't be of this run, or the journal is not whole
     */
    public static List<LevelAccuracy> of(BenchmarkResult result, Path folder, List<RequestStamps> stamps) {
        if (result.extra().containsKey("resumed")) {
            throw new ConfigurationException(
                    "the run was resumed: the clock of the process that began it is not that of"
                            + " the one that finished it; hold a run against its server that one process carried out");
        }
        return new Comparison(
                        result, folder, stamps.stream().map(ServerRequest::new).toList())
                .levels();
    }
}
