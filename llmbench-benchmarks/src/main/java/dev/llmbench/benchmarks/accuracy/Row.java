package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.Benchmark;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.script.Script;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One row of the table: what a server does, and how it is loaded.
 *
 * @param id for the command line
 * @param title for people
 * @param script what the server does
 * @param load one level
 * @param outputTokens length of an answer
 * @param settings how requests are asked
 * @param warmUp before the window
 * @param window how long it is measured
 */
record Row(
        String id,
        String title,
        Script script,
        Load load,
        int outputTokens,
        RequestSettings settings,
        Duration warmUp,
        Duration window) {
    private static final int PROMPT_TOKENS = 20;
    private static final long SEED = 1;

    /** Longer than a repetition takes: two processes start, a few questions are asked, and the last answers are followed. */
    private static final Duration AROUND = Duration.ofSeconds(90);

    Row script(Script other) {
        return new Row(id, title, other, load, outputTokens, settings, warmUp, window);
    }

    Row load(Load other) {
        return new Row(id, title, script, other, outputTokens, settings, warmUp, window);
    }

    Row outputTokens(int other) {
        return new Row(id, title, script, load, other, settings, warmUp, window);
    }

    Row settings(RequestSettings other) {
        return new Row(id, title, script, load, outputTokens, other, warmUp, window);
    }

    Row times(Duration otherWarmUp, Duration otherWindow) {
        return new Row(id, title, script, load, outputTokens, settings, otherWarmUp, otherWindow);
    }

    /** Returns the same row in a hurry: to see that everything works, not to measure. */
    Row quick() {
        return times(shorter(warmUp, Duration.ofSeconds(1)), shorter(window, Duration.ofSeconds(2)));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Returns the level that is measured. */
    LoadLevel level() {
        return load.levels().get(0);
    }

    /** Returns how many users ask in a closed loop; empty in open loop. */
    OptionalInt users() {
        return level() instanceof LoadLevel.Users users ? OptionalInt.of(users.concurrency()) : OptionalInt.empty();
    }

    /** Returns how long a repetition may take before it is given up. */
    Duration longest() {
        return warmUp.plus(window).plus(AROUND);
    }

    /** Returns the benchmark of a server. */
    Benchmark benchmark(Target server) {
        return LlmBench.against(server)
                .workload(Workload.synthetic()
                        .inputTokens(PROMPT_TOKENS)
                        .outputTokens(outputTokens)
                        .seed(SEED))
                .load(load)
                .requests(settings)
                .warmUp(warmUp)
                .measureFor(window);
    }
}
