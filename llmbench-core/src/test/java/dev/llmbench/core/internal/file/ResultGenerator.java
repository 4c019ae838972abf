package dev.llmbench.core.internal.file;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.DurationInterval;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Goodput;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LatencyMetric;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Objective;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.Samples;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Timeline;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Whole results with everything that can be in them, the same for the same seed. */
final class ResultGenerator extends Generator {
    private final PlanGenerator plans;

    ResultGenerator(long seed) {
        super(seed);
        plans = new PlanGenerator(seed + 1);
    }

    BenchmarkResult result() {
        return new BenchmarkResult(
                new RunInfo(text(), text(), instant(), time(), constant(Ending.class), maybe(this::text), coin()),
                plans.job(),
                plans.facts(),
                new Environment(upTo(64), text(), text(), text(), upTo(8), text(), facts()),
                maybe(() -> new Sent(text(), text(), list(2, this::text), coin(), text(), text(), list(2, this::text))),
                list(2, this::level),
                maybe(() -> new BestLevel(maybe(this::load), maybe(this::load), list(2, this::load), coin(), text())),
                facts());
    }

    private Map<String, String> facts() {
        return coin() ? Map.of() : Map.of(text(), text());
    }

    private LoadLevel load() {
        return coin()
                ? new LoadLevel.Users(1 + upTo(1000))
                : new LoadLevel.Rate(
                        real() % 1000 + 0.01,
                        constant(Arrival.class),
                        coin() ? OptionalInt.empty() : OptionalInt.of(1 + upTo(50)));
    }

    private LevelResult level() {
        return new LevelResult(
                load(),
                maybe(() -> new LevelResult.Variant(maybe(() -> Shape.of(1 + upTo(999), 1 + upTo(999))), 1 + upTo(5))),
                new LevelWindow(
                        instant(),
                        time(),
                        time(),
                        time(),
                        constant(Ending.class),
                        maybe(this::text),
                        maybe(() -> new TimeToTarget(upTo(99_999), maybe(this::time), upTo(99_999), coin())),
                        maybe(this::timeline),
                        maybe(this::time)),
                new PhaseCounts(counts(), counts(), counts()),
                new TokenCounts(
                        upTo(99_999),
                        upTo(99_999),
                        maybe(() -> (long) upTo(500)),
                        upTo(500),
                        upTo(500),
                        new TokenBasis(share(), share(), share()),
                        new TokenCounts.Lengths(
                                maybe(this::real), maybe(this::real), maybe(this::real), maybe(this::real)),
                        maybe(() -> new TokenBasis(share(), share(), share()))),
                throughput(),
                latencies(),
                verdict(),
                facts());
    }

    private Timeline timeline() {
        return new Timeline(
                time(), list(3, () -> new Timeline.Step(real(), real(), upTo(999), maybe(this::time), upTo(9))));
    }

    private RequestCounts counts() {
        Map<FailureKind, Long> failed = new TreeMap<>();
        list(3, () -> constant(FailureKind.class)).forEach(kind -> failed.put(kind, 1L + upTo(50)));
        long failures = failed.values().stream().mapToLong(Long::longValue).sum();
        long succeeded = upTo(5000);
        long censored = upTo(50);
        long cancelled = upTo(50);
        long dropped = upTo(50);
        return new RequestCounts(
                succeeded + failures + censored + cancelled + dropped,
                succeeded,
                failed,
                censored,
                cancelled,
                dropped,
                upTo(9));
    }

    private Throughput throughput() {
        return new Throughput(
                rate(),
                rate(),
                rate(),
                rate(),
                rate(),
                maybe(this::rate),
                new Throughput.Steadiness(real(), maybe(this::real), maybe(() -> -real()), coin()));
    }

    private Rate rate() {
        double low = real();
        return new Rate(real(), maybe(() -> new Interval(low, low + real(), 0.95)));
    }

    private Latencies latencies() {
        return new Latencies(
                new Latencies.FirstToken(distribution(), distribution(), distribution()),
                new Latencies.PerToken(
                        distribution(),
                        distribution(),
                        distribution(),
                        distribution(),
                        list(2, this::quantile),
                        list(2, this::quantile)),
                new Latencies.EndToEnd(distribution(), distribution(), distribution()),
                new Latencies.ClientSide(distribution(), distribution(), distribution()));
    }

    private Distribution distribution() {
        return new Distribution(
                samples(20),
                coin() ? Samples.none() : samples(3),
                coin() ? 0 : upTo(40),
                coin() ? Samples.none() : samples(3),
                coin());
    }

    private Samples samples(int most) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        long total = 0;
        for (int i = upTo(most); i > 0; i--) {
            long nanos = random.nextLong(1L << 42);
            long count = 1L + upTo(9);
            counts.merge(nanos, count, Long::sum);
            total += nanos * count;
        }
        return counts.isEmpty()
                ? Samples.none()
                : Samples.of(counts, total + upTo(5), counts.firstKey(), counts.lastKey() + upTo(1));
    }

    private Quantile quantile() {
        Optional<Duration> value = maybe(this::time);
        Duration low = time();
        return new Quantile(
                oneOf(50.0, 90.0, 99.9),
                value,
                value.isEmpty() && coin(),
                coin(),
                maybe(() -> new DurationInterval(low, maybe(() -> low.plus(time())), 0.95)),
                upTo(100),
                coin());
    }

    private LevelVerdict verdict() {
        return new LevelVerdict(
                new Validity(
                        list(
                                3,
                                () -> new Validity.Finding(
                                        constant(ValidityCheck.class), maybe(this::real), constant(Verdict.class))),
                        list(3, () -> new Validity.NotChecked(constant(ValidityCheck.class), text()))),
                list(
                        2,
                        () -> new ObjectiveOutcome(
                                new Objective(constant(LatencyMetric.class), 99.9, positiveTime()),
                                quantile(),
                                coin())),
                maybe(() -> new Goodput(rate(), rate(), share())),
                maybe(() -> new Cost(plans.money(), real(), plans.money(), coin())));
    }
}
