package dev.llmbench.benchmarks.startup;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Target.openAi;
import static dev.llmbench.api.Workload.synthetic;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.core.LlmBench;
import java.time.Duration;

/** A program that embeds llmbench: its class path holds llmbench-core and what that needs, and nothing else. */
public final class FirstRequest {
    /** The length of answers that only requests of the load ask for. */
    static final int OUTPUT_TOKENS = 37;

    private FirstRequest() {}

    /**
     * Measures a server for a moment.
     *
     * @param args the server's URL, the model, the window in milliseconds
     */
    public static void main(String[] args) {
        BenchmarkResult result = LlmBench.against(openAi(args[0]).model(args[1]))
                .workload(synthetic().inputTokens(16).outputTokens(OUTPUT_TOKENS))
                .load(concurrency(1))
                .warmUp(Duration.ZERO)
                .measureFor(Duration.ofMillis(Long.parseLong(args[2])))
                .run();
        System.out.println(result.levels().size());
    }
}
