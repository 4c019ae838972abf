package dev.llmbench.examples;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Load.rate;
import static dev.llmbench.api.Stop.errorRate;
import static dev.llmbench.api.Stop.requests;
import static dev.llmbench.api.Target.openAi;
import static dev.llmbench.api.Workload.prompts;
import static dev.llmbench.api.Workload.synthetic;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Money;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Run;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import java.nio.file.Path;
import java.time.Duration;

/** The usual calls, one a method. */
public final class FluentCalls {
    private FluentCalls() {}

    // tag::sweep[]
    /** Sweeps over numbers of users and prints what the best one gets. */
    public static BenchmarkResult sweep(String url, String model) {
        BenchmarkResult result = LlmBench.against(openAi(url).model(model))
                .workload(synthetic().inputTokens(1000).outputTokens(1000))
                .load(concurrency(1, 4, 8, 16, 32, 64))
                .warmUp(Duration.ofSeconds(30))
                .measureFor(Duration.ofMinutes(3))
                .run();

        LevelResult at64 = result.atConcurrency(64);
        System.out.println("at 64 users: "
                + at64.throughput().outputTokens().perSecond() + " tokens/s, time to first token p99 "
                + at64.latency().timeToFirstToken().percentile(99).value());
        result.best().ifPresent(best -> System.out.println(best.reason()));
        return result;
    }
    // end::sweep[]

    /** Open loop: requests come whether or not earlier ones have been answered. */
    public static BenchmarkResult poissonArrivals(Target target) {
        return LlmBench.against(target)
                .workload(synthetic().inputTokens(20, 50).outputTokens(64))
                .load(rate(2, 4, 8).arrival(Arrival.POISSON).maxInFlight(256))
                .measureFor(Duration.ofSeconds(60))
                .objective(Objective.parse("ttft_from_schedule.p99=800ms"))
                .stopAfter(errorRate(0.5))
                .run();
    }

    /** Own prompts, a protected server, files of the run, and costs. */
    public static BenchmarkResult ownPrompts(String url, String model, String promptFile, Path results) {
        Target target = openAi(url)
                .model(model)
                .completions()
                .apiKey(SecretRef.env("MY_SERVER_KEY"))
                .pricePerHour(Money.usd("1.99"));

        return LlmBench.against(target)
                .workload(prompts(promptFile).outputTokens(128))
                .load(concurrency(8))
                .stopAfter(requests(200))
                .saveTo(results)
                .run();
    }

    /** A run that somebody may end early; the result then says so and covers what was measured. */
    public static BenchmarkResult cancelled(Target target) {
        Run run = LlmBench.against(target)
                .workload(synthetic().inputTokens(128).outputTokens(128))
                .load(concurrency(16))
                .warmUp(Duration.ZERO)
                .onProgress(new PrintingObserver())
                .start();
        System.out.println("so far: " + run.snapshot().tokens().output() + " tokens");
        run.cancel();
        return run.await();
    }

    /** Finishes a run that was killed or cancelled, in its own folder. */
    public static BenchmarkResult resumed(Path runFolder) {
        return LlmBench.resume(runFolder).onProgress(new PrintingObserver()).run();
    }
}
