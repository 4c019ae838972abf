package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.Job;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.Samples;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results to be compared: a test changes what it is about. */
final class Comparing {
    String runId = "run";
    String model = "m";
    String protocol = Target.OPENAI_CHAT;
    ServerFacts facts = ServerFacts.unknown().withEngine("vllm 0.27.1").withHardware("1x H100");
    Workload workload = Workload.synthetic().inputTokens(1000).outputTokens(200);
    RequestSettings requests = RequestSettings.defaults();
    boolean simulated;
    Ending ending = Ending.COMPLETED;
    Map<String, String> extra = Map.of();

    static Comparing run(String id) {
        Comparing result = new Comparing();
        result.runId = id;
        return result;
    }

    BenchmarkResult of(LevelResult... levels) {
        RunInfo run = new RunInfo(runId, "1", Instant.EPOCH, Duration.ZERO, ending, Optional.empty(), simulated);
        BenchmarkPlan plan = BenchmarkPlan.of(workload, Load.concurrency(1, 8)).withRequests(requests);
        Target target = Target.openAi("http://localhost:8000").model(model).protocol(protocol);
        Environment environment = new Environment(8, "Linux", "OpenJDK", "G1", 2, "epoll", Map.of());
        return new BenchmarkResult(
                run,
                new Job(plan, target),
                facts,
                environment,
                Optional.empty(),
                List.of(levels),
                Optional.empty(),
                extra);
    }

    /** A level of so many users: throughput ± 2 %, and this many first tokens and ends about these times. */
    static LevelResult level(int users, double tokensPerSecond, int samples, long firstTokenMillis) {
        return level(users, tokensPerSecond, samples, firstTokenMillis, Verdict.VALID);
    }

    static LevelResult level(int users, double tokensPerSecond, int samples, long firstTokenMillis, Verdict verdict) {
        Rate rate = new Rate(tokensPerSecond, Optional.of(Levels.interval(tokensPerSecond, 0.02)));
        Distribution first = about(firstTokenMillis, samples);
        Distribution whole = about(10 * firstTokenMillis, samples);
        return Levels.result(
                Levels.users(users), rate, Levels.counts(samples, 0), Levels.latencies(first, whole, whole), verdict);
    }

    /** From 10 % below to 10 % above, evenly. */
    private static Distribution about(long millis, int samples) {
        Duration[] times = new Duration[samples];
        for (int i = 0; i < samples; i++) {
            times[i] = Duration.ofNanos(Math.round(millis * 1e6 * (0.9 + 0.2 * (i + 0.5) / samples)));
        }
        return Distribution.of(Samples.ofExact(times));
    }
}
