package dev.llmbench.report;

import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Goodput;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.Objective;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Samples;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Timeline;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plausible level, of which a test changes what it is about. */
final class Levels {
    private static final int TOKENS = 200;

    final LoadLevel load;
    long succeeded = 100;
    Map<FailureKind, Long> failed = Map.of();
    long censored;
    long cancelled;
    long dropped;
    double firstTokenMillis = 100;
    double perTokenMillis = 10;
    double waitMillis;
    boolean interval = true;
    Optional<Money> price = Optional.empty();
    List<Objective> objectives = List.of();
    TokenBasis basis = new TokenBasis(0, 1, 0);
    Ending ending = Ending.COMPLETED;
    Optional<String> endedBy = Optional.of("60 s");
    List<Validity.Finding> findings = new ArrayList<>();
    Map<String, String> extra = Map.of();
    Optional<LevelResult.Variant> variant = Optional.empty();
    Optional<TimeToTarget> race = Optional.empty();
    Optional<Timeline> timeline = Optional.empty();
    double slopePerSecond;
    long outputTokens = -1;
    Optional<Long> requestsInWindow = Optional.empty();
    Duration window = Duration.ofSeconds(60);
    Optional<Long> tokensInWindow = Optional.empty();

    private Levels(LoadLevel load) {
        this.load = load;
        findings.add(new Validity.Finding(ValidityCheck.OWN_CPU, Optional.of(12.0), Verdict.VALID));
    }

    static Levels of(LoadLevel load) {
        return new Levels(load);
    }

    static Levels users(int users) {
        return of(new LoadLevel.Users(users));
    }

    Levels finding(ValidityCheck check, double value, Verdict verdict) {
        findings.add(new Validity.Finding(check, Optional.of(value), verdict));
        return this;
    }

    LevelResult build() {
        double requestsPerSecond = succeeded / 60.0;
        double tokensPerSecond =
                tokensInWindow.map(tokens -> 1e9 * tokens / window.toNanos()).orElse(requestsPerSecond * TOKENS);
        RequestCounts measured = counts(succeeded, failed, censored, 0, dropped);
        Latencies latency = latency();
        return new LevelResult(
                load,
                variant,
                new LevelWindow(
                        Instant.parse("2026-01-02T03:04:35Z"),
                        Duration.ofSeconds(30),
                        window,
                        Duration.ofMillis(2150),
                        ending,
                        endedBy,
                        race,
                        timeline,
                        Optional.empty()),
                new PhaseCounts(
                        counts(succeeded / 2, Map.of(), 0, 0, 0), measured, counts(0, Map.of(), 0, cancelled, 0)),
                new TokenCounts(
                        outputTokens < 0 ? succeeded * TOKENS : outputTokens,
                        succeeded * 1000,
                        Optional.empty(),
                        succeeded * TOKENS,
                        succeeded * TOKENS,
                        basis,
                        TokenCounts.Lengths.unknown(),
                        Optional.empty()),
                throughput(requestsPerSecond, tokensPerSecond),
                latency,
                verdict(tokensPerSecond, latency),
                extra);
    }

    private LevelVerdict verdict(double tokensPerSecond, Latencies latency) {
        Optional<Goodput> goodput = objectives.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Goodput(Rate.of(tokensPerSecond / TOKENS * 0.9), Rate.of(tokensPerSecond * 0.9), 0.9));
        return new LevelVerdict(
                new Validity(
                        findings, List.of(new Validity.NotChecked(ValidityCheck.ABOVE_ROOFLINE, "hardware unknown"))),
                objectives.stream()
                        .map(objective -> {
                            var quantile = latency.of(objective.metric()).percentileOfAll(objective.percentile());
                            boolean met = quantile.value()
                                    .filter(value -> value.compareTo(objective.limit()) <= 0)
                                    .isPresent();
                            return new ObjectiveOutcome(objective, quantile, met);
                        })
                        .toList(),
                goodput,
                price.filter(amount -> tokensPerSecond > 0)
                        .map(amount -> Cost.of(amount, tokensPerSecond, load.equals(new LoadLevel.Users(1)))));
    }

    private Throughput throughput(double requestsPerSecond, double tokensPerSecond) {
        Optional<Interval> around = interval
                ? Optional.of(new Interval(tokensPerSecond * 0.98, tokensPerSecond * 1.02, 0.95))
                : Optional.empty();
        return new Throughput(
                new Rate(tokensPerSecond, around),
                Rate.of(tokensPerSecond * 0.97),
                Rate.of(tokensPerSecond * 6),
                Rate.of(requestsInWindow.map(count -> count / 60.0).orElse(requestsPerSecond)),
                Rate.of(failures() / 60.0),
                Optional.of(Rate.of(tokensPerSecond * 1.1)),
                new Throughput.Steadiness(
                        load.maxInFlight().orElse(20) * 0.99,
                        Optional.of(0.01),
                        Optional.of(slopePerSecond),
                        slopePerSecond != 0));
    }

    private Latencies latency() {
        Samples firstToken = spread(succeeded, firstTokenMillis);
        Samples endToEnd = spread(succeeded, firstTokenMillis + perTokenMillis * TOKENS);
        Samples gaps = spread(succeeded * 20, perTokenMillis);
        return new Latencies(
                new Latencies.FirstToken(
                        all(firstToken), all(spread(succeeded, firstTokenMillis + waitMillis)), all(firstToken)),
                new Latencies.PerToken(
                        Distribution.of(spread(succeeded, perTokenMillis)),
                        Distribution.clustered(gaps),
                        Distribution.clustered(gaps),
                        Distribution.empty(),
                        List.of(),
                        List.of()),
                new Latencies.EndToEnd(
                        all(endToEnd),
                        all(spread(succeeded, firstTokenMillis + perTokenMillis * TOKENS + waitMillis)),
                        Distribution.of(spread(succeeded, 0.2))),
                new Latencies.ClientSide(
                        Distribution.of(spread(succeeded, 0.05)), Distribution.empty(), Distribution.empty()));
    }

    private Distribution all(Samples samples) {
        return new Distribution(samples, Samples.none(), failures() + dropped, spread(censored, 30_000), true);
    }

    private long failures() {
        return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    private static RequestCounts counts(
            long succeeded, Map<FailureKind, Long> failed, long censored, long cancelled, long dropped) {
        long offered =
                succeeded + failed.values().stream().mapToLong(Long::longValue).sum() + censored + cancelled + dropped;
        return new RequestCounts(offered, succeeded, failed, censored, cancelled, dropped, 0);
    }

    /** Samples about a median, with the long tail that latencies have. */
    private static Samples spread(long count, double medianMillis) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        long total = 0;
        for (long i = 0; i < count; i++) {
            double quantile = (i + 0.5) / count;
            long micros = Math.round(medianMillis * 1e3 * Math.exp(0.15 * Math.log(quantile / (1 - quantile))));
            counts.merge(micros * 1_000, 1L, Long::sum);
            total += micros * 1_000;
        }
        return counts.isEmpty() ? Samples.none() : Samples.of(counts, total, counts.firstKey(), counts.lastKey());
    }
}
