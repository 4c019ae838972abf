package dev.llmbench.report;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.Job;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.Objective;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.Sent;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Timeline;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Whole results as a run would leave them. */
final class Results {
    private static final Money PRICE = Money.usd("2.49");
    private static final Objective FAST = Objective.parse("ttft.p99=800ms");

    private Results() {}

    /** Three levels of users, the last past the knee; a price and an objective. */
    static BenchmarkResult sweep() {
        return result(run(Ending.COMPLETED, false), sweepPlan(), facts(), sweepLevels(), Optional.of(best()), Map.of());
    }

    static BenchmarkResult simulated() {
        return result(run(Ending.COMPLETED, true), sweepPlan(), facts(), sweepLevels(), Optional.of(best()), Map.of());
    }

    /** Two lengths at one load, three rounds; the second round of the first length is not to be used. */
    static BenchmarkResult repeats() {
        List<LevelResult> levels = new ArrayList<>();
        for (int round = 1; round <= 3; round++) {
            for (Shape shape : List.of(Shape.of(128, 200), Shape.of(1024, 200))) {
                Levels level = Levels.users(8);
                level.succeeded = 300 + 30L * round;
                level.variant = Optional.of(new LevelResult.Variant(Optional.of(shape), round));
                if (round == 2 && shape.inputTokens().min() == 128) {
                    level.finding(ValidityCheck.OWN_CPU, 95, Verdict.INVALID);
                }
                levels.add(level.build());
            }
        }
        return result(run(Ending.COMPLETED, false), sweepPlan(), facts(), levels, Optional.empty(), Map.of());
    }

    /** A race that was won, and one that was not. */
    static BenchmarkResult race(Optional<Duration> time) {
        Levels level = Levels.users(80);
        level.race = Optional.of(new TimeToTarget(1_000_000, time, time.isPresent() ? 320 : 0, true));
        time.ifPresent(elapsed -> {
            level.window = elapsed;
            level.tokensInWindow = Optional.of(1_000_320L);
        });
        return result(
                run(Ending.COMPLETED, false), sweepPlan(), facts(), List.of(level.build()), Optional.empty(), Map.of());
    }

    /** Levels with a best among them, or without. */
    static BenchmarkResult of(List<LevelResult> levels, Optional<BestLevel> best, Map<String, String> extra) {
        return result(run(Ending.COMPLETED, false), sweepPlan(), facts(), levels, best, extra);
    }

    /** A race at one level. */
    static BenchmarkResult raced(Levels level) {
        return result(
                run(Ending.COMPLETED, false), sweepPlan(), facts(), List.of(level.build()), Optional.empty(), Map.of());
    }

    /** Stopped by its user in the second level. */
    static BenchmarkResult cancelled() {
        Levels second = Levels.users(8);
        second.ending = Ending.CANCELLED;
        second.endedBy = Optional.of("cancelled");
        second.censored = 8;
        return result(
                run(Ending.CANCELLED, false),
                sweepPlan(),
                facts(),
                List.of(Levels.users(1).build(), second.build()),
                Optional.empty(),
                Map.of());
    }

    /** Two rates, at the higher of which the cap drops requests and the server refuses some. */
    static BenchmarkResult openLoop() {
        Levels calm = Levels.of(new LoadLevel.Rate(4, Arrival.POISSON, OptionalInt.of(64)));
        calm.succeeded = 240;
        calm.waitMillis = 1;
        Levels busy = Levels.of(new LoadLevel.Rate(16, Arrival.POISSON, OptionalInt.of(64)));
        busy.succeeded = 700;
        busy.dropped = 200;
        busy.failed = Map.of(FailureKind.RATE_LIMITED, 50L, FailureKind.TIMEOUT_FIRST_TOKEN, 10L);
        busy.waitMillis = 2_000;
        busy.finding(ValidityCheck.LATE_SENDS, 7.25, Verdict.SUSPECT);
        BenchmarkPlan plan = BenchmarkPlan.of(workload(), Load.rate(4, 16).maxInFlight(64));
        return result(
                run(Ending.COMPLETED, false),
                plan,
                ServerFacts.unknown(),
                List.of(calm.build(), busy.build()),
                Optional.empty(),
                Map.of());
    }

    /** A single user on a machine with a price. */
    static BenchmarkResult singleStream() {
        Levels level = Levels.users(1);
        level.price = Optional.of(PRICE);
        return result(
                run(Ending.COMPLETED, false), sweepPlan(), facts(), List.of(level.build()), Optional.empty(), Map.of());
    }

    /** A server that refuses every request. */
    static BenchmarkResult allFailed() {
        Levels level = Levels.users(8);
        level.succeeded = 0;
        level.interval = false;
        level.failed = Map.of(FailureKind.HTTP_STATUS, 1_234L);
        level.basis = new TokenBasis(0, 0, 0);
        level.ending = Ending.STOPPED_BY_ERRORS;
        level.endedBy = Optional.of("more than 50 % failed");
        level.objectives = List.of(FAST);
        BenchmarkPlan plan = BenchmarkPlan.of(workload(), Load.concurrency(8));
        plan = plan.withCriteria(plan.criteria().withObjective(FAST));
        return result(
                run(Ending.STOPPED_BY_ERRORS, false),
                plan,
                facts(),
                List.of(level.build()),
                Optional.empty(),
                Map.of());
    }

    /** A race of 80 users that reached its target, with the seconds of its window. */
    static BenchmarkResult race() {
        Levels level = Levels.users(80);
        level.window = Duration.ofMillis(52_300);
        level.tokensInWindow = Optional.of(1_000_543L);
        level.race = Optional.of(new TimeToTarget(1_000_000, Optional.of(level.window), 543, true));
        level.timeline = Optional.of(new Timeline(
                Duration.ofSeconds(1),
                List.of(
                        new Timeline.Step(310, 12.5, 3, Optional.of(Duration.ofMillis(95)), 0),
                        new Timeline.Step(345.5, 80, 4, Optional.of(Duration.ofMillis(105)), 2),
                        new Timeline.Step(290.25, 79, 0, Optional.empty(), 0))));
        BenchmarkPlan plan = BenchmarkPlan.of(workload(), Load.concurrency(80)).withStop(Stop.outputTokens(1_000_000));
        return result(run(Ending.COMPLETED, false), plan, facts(), List.of(level.build()), Optional.empty(), Map.of());
    }

    /** A server that never reports token counts. */
    static BenchmarkResult withoutUsage() {
        Levels level = Levels.users(1);
        level.basis = new TokenBasis(0, 0, 1);
        level.finding(ValidityCheck.ESTIMATED_TOKENS, 100, Verdict.SUSPECT);
        BenchmarkPlan plan = BenchmarkPlan.of(workload(), Load.concurrency(1));
        return result(run(Ending.COMPLETED, false), plan, facts(), List.of(level.build()), Optional.empty(), Map.of());
    }

    /** Ended before its first level was over. */
    static BenchmarkResult nothingMeasured() {
        return result(run(Ending.CANCELLED, false), sweepPlan(), facts(), List.of(), Optional.empty(), Map.of());
    }

    /** A server and a plug-in that try to write more than text wherever they can. */
    static BenchmarkResult hostile(String text) {
        Levels level = Levels.users(1);
        level.ending = Ending.BROKEN;
        level.endedBy = Optional.of(text);
        level.extra = Map.of("sample of an error", text, text, "value");
        RunInfo run =
                new RunInfo("id" + text, text, Instant.EPOCH, Duration.ZERO, Ending.BROKEN, Optional.of(text), false);
        ServerFacts facts = ServerFacts.unknown().withEngine(text).withHardware(text);
        BestLevel best = new BestLevel(Optional.empty(), Optional.empty(), List.of(), false, text);
        BenchmarkResult plain = result(
                run, sweepPlan(), facts, List.of(level.build()), Optional.of(best), Map.of("note", text, text, text));
        Target target = Target.openAi("http://localhost:8000").model("m" + text);
        Sent sent = new Sent("/v1", "{}", List.of(text), true, text, text, List.of(text));
        return new BenchmarkResult(
                plain.run(),
                new Job(plain.job().plan(), target),
                plain.server(),
                plain.environment(),
                Optional.of(sent),
                plain.levels(),
                plain.best(),
                plain.extra());
    }

    private static List<LevelResult> sweepLevels() {
        Levels one = priced(1, 30, 60, 9);
        Levels eight = priced(8, 180, 120, 11);
        Levels many = priced(64, 200, 1_900, 75);
        many.finding(ValidityCheck.EVENT_LOOP_LAG, 12, Verdict.SUSPECT);
        many.cancelled = 17;
        return List.of(one.build(), eight.build(), many.build());
    }

    private static Levels priced(int users, long succeeded, double firstToken, double perToken) {
        Levels level = Levels.users(users);
        level.succeeded = succeeded;
        level.firstTokenMillis = firstToken;
        level.perTokenMillis = perToken;
        level.price = Optional.of(PRICE);
        level.objectives = List.of(FAST);
        return level;
    }

    private static BestLevel best() {
        return new BestLevel(
                Optional.of(new LoadLevel.Users(8)),
                Optional.of(new LoadLevel.Users(8)),
                List.of(new LoadLevel.Users(64)),
                true,
                "8 users serve best: 600 output tokens/s, 6.0 x those of 1 user; 64 users are past the knee.");
    }

    private static BenchmarkPlan sweepPlan() {
        BenchmarkPlan plan = BenchmarkPlan.of(workload(), Load.concurrency(1, 8, 64))
                .withName("nightly")
                .withStop(Stop.elapsed(Duration.ofSeconds(60)))
                .withStop(Stop.errorRate(0.5));
        return plan.withCriteria(plan.criteria().withObjective(FAST));
    }

    private static Workload workload() {
        return Workload.synthetic().inputTokens(1000).outputTokens(200).seed(42);
    }

    private static ServerFacts facts() {
        return ServerFacts.unknown()
                .withEngine("vllm 0.27.1")
                .withHardware("1x H100 SXM")
                .withPricePerHour(HourlyPrice.given(PRICE));
    }

    private static RunInfo run(Ending ending, boolean simulated) {
        return new RunInfo(
                "20260102-030405-abcdef",
                "0.1.0",
                Instant.parse("2026-01-02T03:04:05Z"),
                Duration.ofSeconds(285),
                ending,
                ending == Ending.COMPLETED ? Optional.empty() : Optional.of("as the user wished"),
                simulated);
    }

    private static BenchmarkResult result(
            RunInfo run,
            BenchmarkPlan plan,
            ServerFacts facts,
            List<LevelResult> levels,
            Optional<BestLevel> best,
            Map<String, String> extra) {
        Target target = Target.openAi("http://localhost:8000").model("meta-llama/Llama-3.1-8B-Instruct");
        Environment client = new Environment(8, "Linux 6.1 amd64", "OpenJDK 17.0.15", "G1", 2, "epoll", Map.of());
        Sent sent =
                new Sent("/v1/chat/completions", "{}", List.of("min_tokens"), true, "token ids", "final", List.of());
        return new BenchmarkResult(run, new Job(plan, target), facts, client, Optional.of(sent), levels, best, extra);
    }
}
