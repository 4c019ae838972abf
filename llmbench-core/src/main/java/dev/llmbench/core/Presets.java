package dev.llmbench.core;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Load.rate;
import static dev.llmbench.api.Load.saturation;
import static dev.llmbench.api.Workload.synthetic;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Plans by name: the load tests of five published benchmark systems, with their figures, measured by this library's
 * definitions.
 *
 * <pre>{@code
 * LlmBench.benchmark(Presets.plan("token-race"), target).run();
 * }</pre>
 */
public final class Presets {
    /** Prompts that come with this library: ten questions on code, technique, style and general knowledge. */
    public static final String TEN_PROMPTS = "llmbench:ten-prompts";

    private static final int RACERS_A_SECOND = 20;
    private static final Map<String, Preset> ALL = new LinkedHashMap<>();

    /**
     * A plan with what it is for.
     *
     * @param name its name
     * @param description what it measures, in a sentence
     * @param plan the plan, named like the preset
     */
    public record Preset(String name, String description, BenchmarkPlan plan) {}

    static {
        add(
                "single-stream",
                "One stream over six pairs of prompt and answer length, a warm-up and three requests each (000, V1).",
                () -> plan(
                                synthetic()
                                        .shapes(
                                                Shape.of(128, 2048),
                                                Shape.of(128, 4096),
                                                Shape.of(2048, 128),
                                                Shape.of(5000, 500),
                                                Shape.of(1000, 1000),
                                                Shape.of(2048, 2048)),
                                concurrency(1))
                        // ends behind the first request, if that takes longer
                        .withPhases(Phases.defaults().withWarmUp(Duration.ofSeconds(10)))
                        .withStop(Stop.requestsPerUser(3)));
        add(
                "concurrency-grid",
                "1 to 64 users over five pairs of prompt and answer length, one request of each user (000, V2).",
                () -> plan(
                                synthetic()
                                        .shapes(
                                                Shape.of(128, 2048),
                                                Shape.of(128, 4096),
                                                Shape.of(2048, 128),
                                                Shape.of(1000, 1000),
                                                Shape.of(2048, 2048)),
                                concurrency(1, 4, 8, 16, 32, 64))
                        .withRequests(RequestSettings.defaults().withTimeouts(total(Duration.ofMinutes(10))))
                        // a window of a fixed time might hold no whole answer of a single user
                        .withStop(Stop.requestsPerUser(1)));
        add(
                "degradation",
                "One stream with ever longer answers, three of each: how much slower tokens become (000, V2).",
                () -> plan(synthetic().grid(List.of(128), List.of(500, 1000, 2000, 3000, 4000)), concurrency(1))
                        .withStop(Stop.requestsPerUser(3)));
        add(
                "suite",
                "Saturation and 1 to 9 parallel streams, 30 s each, with its rows' 280 tokens in and 220 out (001).",
                () -> plan(
                                synthetic().inputTokens(280).outputTokens(220).seed(42),
                                saturation().then(concurrency(1, 2, 3, 4, 5, 6, 7, 8, 9)))
                        .withPhases(Phases.defaults()
                                .withWarmUp(Duration.ofSeconds(3))
                                .withRest(Duration.ofSeconds(2)))
                        // what a saturation cuts off would else count by estimate
                        .withRequests(RequestSettings.defaults().withUsage(UsageReporting.CONTINUOUS))
                        .withStop(Stop.elapsed(Duration.ofSeconds(30))));
        add(
                "sweep",
                "1 to 1,024 users, 1,000 tokens in and out, 3 minutes each (002).",
                () -> sweep(180, 30, 1, 4, 8, 16, 32, 64, 128, 256, 512, 1024));
        add("sweep-quick", "1, 64 and 256 users, a minute each (002).", () -> sweep(60, 10, 1, 64, 256));
        add("sweep-custom", "16 to 128 users (002).", () -> sweep(180, 30, 16, 32, 64, 128));
        add("sweep-reduced", "1 to 64 users (002).", () -> sweep(180, 30, 1, 4, 8, 16, 32, 64));
        add(
                "token-race",
                "80 users race for a million output tokens (003).",
                () -> race(1_000_000, Duration.ofHours(1), 80));
        add(
                "race-warm-up",
                "20 users race for 100,000 output tokens (003).",
                () -> race(100_000, Duration.ofHours(1), 20));
        add(
                "race-stress",
                "80 users race for ten million output tokens (003).",
                () -> race(10_000_000, Duration.ofHours(3), 80));
        add("race-l4", "50, 80 and 100 users race for a million tokens on an L4 (003).", () -> races(50, 80, 100));
        add("race-a10", "100 users race for a million tokens on an A10 or A10G (003).", () -> races(100));
        add("race-a100", "150 users race for a million tokens on an A100 (003).", () -> races(150));
        add("race-7b", "50 users race for a million tokens of a model of 7B (003).", () -> races(50));
        add("race-13b", "30 users race for a million tokens of a model of 13B (003).", () -> races(30));
        add("race-70b", "10 users race for a million tokens of a model of 70B (003).", () -> races(10));
        add(
                "race-search",
                "80, 100 and 120 users race, each until more than 5 % of its requests fail; the best is named (003).",
                () -> races(80, 100, 120).withStop(Stop.errorRate(0.05)));
        add(
                "cost-estimation",
                "150 users for 5 minutes, answers of at most 2,048 tokens, for a price per million tokens (003).",
                () -> atMost(timed(synthetic().inputTokens(400, 600).outputTokens(2048), concurrency(150), 300))
                        // 10 a second
                        .withPhases(Phases.defaults().withRampUp(Duration.ofSeconds(15))));
        add(
                "chat",
                "50 users of a chat, 256 tokens in and 128 out, for 10 minutes (003, 1a).",
                () -> timed(synthetic().inputTokens(256).outputTokens(128), concurrency(50), 600));
        add(
                "retrieval",
                "20 users with long prompts, 1,500 to 2,000 tokens in and 512 out, for 15 minutes (003, 1b).",
                () -> timed(synthetic().inputTokens(1500, 2000).outputTokens(512), concurrency(20), 900));
        add(
                "code",
                "30 users, 512 tokens in and out, for 10 minutes (003, 1c).",
                () -> timed(synthetic().inputTokens(512).outputTokens(512), concurrency(30), 600));
        add(
                "constant-rate",
                "2 requests a second, evenly, at most 40 under way, for 20 minutes (003, 2a).",
                () -> timed(
                        synthetic().inputTokens(512).outputTokens(256),
                        rate(2).arrival(Arrival.CONSTANT).maxInFlight(40),
                        1200));
        add(
                "poisson-rate",
                "2 requests a second at random, at most 100 under way, 15 minutes; without 003's bursts x5 (003, 2b).",
                () -> timed(synthetic().inputTokens(512).outputTokens(256), rate(2).maxInFlight(100), 900));
        add(
                "sequential",
                "Ten questions one after the other for 5 minutes, answers of at most 256 tokens (004).",
                () -> atMost(timed(Workload.prompts(TEN_PROMPTS).outputTokens(256), concurrency(1), 300)));
    }

    private Presets() {}

    /**
     * Returns all presets.
     *
     * @return in the order of the systems that they come from
     */
    public static List<Preset> all() {
        return List.copyOf(ALL.values());
    }

    /**
     * Returns the plan of a preset.
     *
     * @param name its name
     * @return the plan, to be varied at will
     * @throws IllegalArgumentException if there is none of this name; the message lists them
     */
    public static BenchmarkPlan plan(String name) {
        Preset preset = ALL.get(name);
        if (preset == null) {
            throw new IllegalArgumentException(
                    "there is no preset '" + name + "'; there are " + String.join(", ", ALL.keySet()));
        }
        return preset.plan();
    }

    private static void add(String name, String description, Supplier<BenchmarkPlan> plan) {
        ALL.put(name, new Preset(name, description, plan.get().withName(name)));
    }

    private static BenchmarkPlan plan(Workload workload, Load load) {
        return BenchmarkPlan.of(workload, load);
    }

    /**
     * 002 drops what its ramp-up and its cool-down of so many seconds measure, rests for 30 s between levels, and gives a
     * request 30 s. Nothing is measured in a cool-down, so here it is a longer rest.
     */
    private static BenchmarkPlan sweep(int seconds, int border, int... users) {
        return plan(synthetic().inputTokens(1000).outputTokens(1000), concurrency(users))
                .withPhases(Phases.defaults()
                        .withWarmUp(Duration.ofSeconds(border))
                        .withRest(Duration.ofSeconds(border + 30L)))
                .withRequests(RequestSettings.defaults().withTimeouts(total(Duration.ofSeconds(30))))
                .withStop(Stop.elapsed(Duration.ofSeconds(seconds)));
    }

    private static Timeouts total(Duration time) {
        Timeouts usual = Timeouts.defaults();
        return new Timeouts(usual.connect(), least(usual.firstToken(), time), least(usual.stall(), time), time);
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A race of each number of users, with 003's minute between them. */
    private static BenchmarkPlan races(int... users) {
        BenchmarkPlan race = race(1_000_000, Duration.ofHours(1), users);
        return users.length == 1 ? race : race.withPhases(race.phases().withRest(Duration.ofMinutes(1)));
    }

    private static BenchmarkPlan race(long tokens, Duration safetyLimit, int... users) {
        int most = Arrays.stream(users).max().orElseThrow();
        return plan(synthetic().inputTokens(20, 50).outputTokens(2048), concurrency(users))
                .withPhases(Phases.defaults()
                        .withRampUp(Duration.ofMillis(1000L * most / RACERS_A_SECOND))
                        .withSafetyLimit(safetyLimit))
                .withRequests(RequestSettings.defaults().withUsage(UsageReporting.CONTINUOUS))
                .withStop(Stop.outputTokens(tokens));
    }

    private static BenchmarkPlan atMost(BenchmarkPlan plan) {
        return plan.withRequests(plan.requests().withOutputLength(RequestSettings.OutputLength.AT_MOST));
    }

    private static BenchmarkPlan timed(Workload workload, Load load, int seconds) {
        return plan(workload, load).withStop(Stop.elapsed(Duration.ofSeconds(seconds)));
    }
}
