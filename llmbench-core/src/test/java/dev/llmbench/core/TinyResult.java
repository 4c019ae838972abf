package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.Job;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results of a sweep over 1, 2 and 3 users in which nothing was asked. */
public final class TinyResult {
    private TinyResult() {}

    /** A run of a minute. */
    public static BenchmarkResult of(Instant startedAt, Map<String, String> extra, LevelResult... levels) {
        BenchmarkPlan plan = BenchmarkPlan.of(
                Workload.synthetic().inputTokens(10).outputTokens(5).seed(1), Load.concurrency(1, 2, 3));
        return new BenchmarkResult(
                new RunInfo("tiny", "1", startedAt, Duration.ofMinutes(1), Ending.CANCELLED, Optional.empty(), false),
                new Job(plan, Target.openAi("http://localhost:8000").model("m")),
                ServerFacts.unknown(),
                new Environment(8, "Linux", "OpenJDK", "G1", 2, "epoll", Map.of()),
                Optional.empty(),
                List.of(levels),
                Optional.empty(),
                extra);
    }

    /** A level of so many users that was measured for a minute, as planned. */
    public static LevelResult level(int users) {
        return level(users, Duration.ofMinutes(1), Ending.COMPLETED);
    }

    /** A level of so many users. */
    public static LevelResult level(int users, Duration window, Ending ending) {
        Distribution none = Distribution.empty();
        Rate rate = Rate.of(0);
        return new LevelResult(
                new LoadLevel.Users(users),
                Optional.empty(),
                new LevelWindow(
                        Instant.EPOCH,
                        Duration.ZERO,
                        window,
                        Duration.ZERO,
                        ending,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new PhaseCounts(RequestCounts.none(), RequestCounts.none(), RequestCounts.none()),
                new TokenCounts(
                        0,
                        0,
                        Optional.empty(),
                        0,
                        0,
                        new TokenBasis(1, 0, 0),
                        new TokenCounts.Lengths(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        Optional.empty()),
                new Throughput(
                        rate,
                        rate,
                        rate,
                        rate,
                        rate,
                        Optional.empty(),
                        new Throughput.Steadiness(0, Optional.empty(), Optional.empty(), false)),
                new Latencies(
                        new Latencies.FirstToken(none, none, none),
                        new Latencies.PerToken(none, none, none, none, List.of(), List.of()),
                        new Latencies.EndToEnd(none, none, none),
                        new Latencies.ClientSide(none, none, none)),
                new LevelVerdict(new Validity(List.of(), List.of()), List.of(), Optional.empty(), Optional.empty()),
                Map.of());
    }
}
