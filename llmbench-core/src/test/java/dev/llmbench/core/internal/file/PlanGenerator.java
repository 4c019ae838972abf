package dev.llmbench.core.internal.file;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.Criteria;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.Job;
import dev.llmbench.api.LatencyMetric;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import dev.llmbench.api.Workload;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Plans and targets with everything that can be said in them, the same for the same seed. */
final class PlanGenerator extends Generator {
    PlanGenerator(long seed) {
        super(seed);
    }

    Job job() {
        return new Job(plan(), target());
    }

    private static Duration noShorterThanTheWindow(Duration limit, List<Stop> stops) {
        return stops.stream()
                .filter(Stop.Elapsed.class::isInstance)
                .map(stop -> ((Stop.Elapsed) stop).duration())
                .filter(window -> window.compareTo(limit) > 0)
                .findFirst()
                .orElse(limit);
    }

    private static boolean isRace(List<Stop> stops) {
        return stops.stream().anyMatch(Stop.OutputTokens.class::isInstance);
    }

    BenchmarkPlan plan() {
        Load load = coin() ? closedLoop() : openLoop();
        List<Stop> stops = stops(load);
        return new BenchmarkPlan(
                oneOf("", "llama-8b sweep", "2024", "true", "a.b+c", " x ", "é_1"),
                coin() ? synthetic() : promptFile(),
                load,
                new Phases(
                        maybe(this::time).filter(time -> !isRace(stops)),
                        maybe(this::time),
                        maybe(this::time),
                        time(),
                        maybe(() -> noShorterThanTheWindow(positiveTime(), stops)),
                        constant(Phases.HeldLoad.class),
                        1 + upTo(3)),
                stops,
                new RequestSettings(
                        coin(),
                        share() * 2,
                        constant(RequestSettings.OutputLength.class),
                        constant(RequestSettings.UsageReporting.class),
                        new Timeouts(positiveTime(), positiveTime(), positiveTime(), positiveTime())),
                new Criteria(
                        list(
                                3,
                                () -> new Objective(
                                        constant(LatencyMetric.class),
                                        oneOf(50.0, 99.9, 0.0001, 33.3),
                                        positiveTime())),
                        new ValidityLimits(limits(), limits())));
    }

    private Workload synthetic() {
        Workload.Synthetic plain = new Workload.Synthetic(
                tokens(),
                tokens(),
                seed(),
                constant(Workload.InputLength.class),
                constant(Workload.Prefix.class),
                List.of());
        Set<Shape> shapes = new LinkedHashSet<>(list(3, () -> new Shape(tokens(), tokens())));
        return shapes.isEmpty() ? plain : plain.shapes(List.copyOf(shapes));
    }

    private Workload promptFile() {
        return new Workload.PromptFile(filledText(), constant(Workload.PromptFormat.class), tokens(), seed(), coin());
    }

    private OptionalLong seed() {
        return coin() ? OptionalLong.of(random.nextLong()) : OptionalLong.empty();
    }

    private TokenRange tokens() {
        int min = 1 + upTo(4000);
        return new TokenRange(min, min + (coin() ? 0 : upTo(1000)));
    }

    private Load closedLoop() {
        Set<LoadLevel.Closed> levels = new LinkedHashSet<>(list(4, () -> new LoadLevel.Users(1 + upTo(1000))));
        maybe(() -> new LoadLevel.Saturation(coin() ? OptionalInt.of(1 + upTo(600)) : OptionalInt.empty()))
                .ifPresent(levels::add);
        levels.add(new LoadLevel.Users(1));
        return new Load.ClosedLoop(new ArrayList<>(levels), time());
    }

    private Load openLoop() {
        boolean same = coin();
        Arrival arrival = constant(Arrival.class);
        OptionalInt cap = cap();
        Set<LoadLevel.Rate> levels = new LinkedHashSet<>();
        levels.add(new LoadLevel.Rate(2, arrival, cap));
        levels.addAll(list(
                4,
                () -> new LoadLevel.Rate(
                        real() % 1000 + 0.001, same ? arrival : constant(Arrival.class), same ? cap : cap())));
        return new Load.OpenLoop(new ArrayList<>(levels));
    }

    private OptionalInt cap() {
        return coin() ? OptionalInt.empty() : OptionalInt.of(1 + upTo(500));
    }

    private List<Stop> stops(Load load) {
        List<Stop> stops = new ArrayList<>();
        maybe(() -> Stop.elapsed(positiveTime())).ifPresent(stops::add);
        maybe(() -> Stop.requests(1 + upTo(10_000))).ifPresent(stops::add);
        if (load instanceof Load.ClosedLoop) {
            maybe(() -> Stop.requestsPerUser(1 + upTo(100))).ifPresent(stops::add);
        }
        maybe(() -> Stop.outputTokens(1 + upTo(1_000_000))).ifPresent(stops::add);
        maybe(() -> new Stop.ErrorRate(share(), 1 + upTo(50))).ifPresent(stops::add);
        Collections.shuffle(stops, new Random(random.nextLong()));
        return stops;
    }

    private Map<ValidityCheck, Double> limits() {
        Map<ValidityCheck, Double> map = new LinkedHashMap<>();
        list(3, () -> constant(ValidityCheck.class))
                .forEach(check -> map.put(check, coin() ? real() : Double.POSITIVE_INFINITY));
        return map;
    }

    Target target() {
        Target target = new Target(
                oneOf(Target.OPENAI_CHAT, Target.OPENAI_COMPLETIONS, "my-own protocol"),
                URI.create(oneOf("http://localhost:8000", "https://h.example/a/b", "http://[::1]:80")),
                filledText(),
                maybe(this::secret),
                coin()
                        ? ConnectionSettings.direct()
                        : new ConnectionSettings(
                                Optional.of(text()),
                                maybe(this::secret),
                                maybe(() -> URI.create("http://proxy:3128")),
                                false,
                                coin()),
                dev.llmbench.api.RequestExtras.none(),
                facts());
        if (coin()) {
            target = target.header("X-" + word(), oneOf("a", "true", "1.50", "", "a: b"))
                    .header("X-Sig", secret());
        }
        for (int i = upTo(3); i > 0; i--) {
            target = target.bodyField(filledText(), json(0));
        }
        return target;
    }

    private SecretRef secret() {
        return oneOf(SecretRef.env("VLLM_API_KEY"), SecretRef.file("/a b/c: d"), SecretRef.parse("lease:x"));
    }

    private Object json(int depth) {
        return switch (depth > 3 ? upTo(4) : upTo(6)) {
            case 0 -> text();
            case 1 -> coin();
            case 2 -> random.nextLong();
            case 3 -> decimal();
            case 4 -> secret();
            case 5 -> list(3, () -> json(depth + 1));
            default -> Map.of(filledText(), json(depth + 1));
        };
    }

    ServerFacts facts() {
        return new ServerFacts(
                maybe(this::text),
                maybe(this::text),
                maybe(() -> coin()
                        ? HourlyPrice.given(money())
                        : new HourlyPrice(money(), text(), text(), maybe(this::instant))),
                maybe(this::text),
                coin() ? Map.of() : Map.of(filledText(), text()));
    }

    Money money() {
        return new Money(1 + random.nextLong(1L << 42), oneOf("USD", "EUR"));
    }
}
