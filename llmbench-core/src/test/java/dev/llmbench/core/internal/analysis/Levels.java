package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Samples;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Levels and their parts for tests, with only what a test cares about said. */
final class Levels {
    private Levels() {}

    static LoadLevel users(int concurrency) {
        return new LoadLevel.Users(concurrency);
    }

    static LoadLevel rate(double requestsPerSecond) {
        return new LoadLevel.Rate(requestsPerSecond, Arrival.POISSON, OptionalInt.empty());
    }

    /** A row of an imported table, which has medians only. */
    static LevelFigures row(int users, double tokensPerSecond, double servedShare, long medianMillis) {
        return new LevelFigures(
                users(users),
                Rate.of(tokensPerSecond),
                true,
                new LevelFigures.EndToEnd(Optional.empty(), Optional.of(Duration.ofMillis(medianMillis))),
                servedShare,
                Verdict.VALID);
    }

    /** A level measured here: throughput ± a fraction, and a p95 end-to-end. */
    static LevelFigures measured(LoadLevel load, double tokensPerSecond, double plusMinus, long p95Millis) {
        return new LevelFigures(
                load,
                new Rate(tokensPerSecond, Optional.of(interval(tokensPerSecond, plusMinus))),
                false,
                new LevelFigures.EndToEnd(
                        Optional.of(Duration.ofMillis(p95Millis)), Optional.of(Duration.ofMillis(p95Millis / 2))),
                1,
                Verdict.VALID);
    }

    static Interval interval(double value, double plusMinus) {
        return new Interval(value * (1 - plusMinus), value * (1 + plusMinus), 0.95);
    }

    static RequestCounts counts(long succeeded, long failed) {
        return new RequestCounts(succeeded + failed, succeeded, Map.of(FailureKind.HTTP_STATUS, failed), 0, 0, 0, 0);
    }

    static Throughput throughput(Rate output) {
        return new Throughput(
                output,
                output,
                output,
                Rate.of(1),
                Rate.of(0),
                Optional.empty(),
                new Throughput.Steadiness(1, Optional.empty(), Optional.of(0.0), false));
    }

    static TokenCounts tokens() {
        return new TokenCounts(
                1_000, 1_000, Optional.empty(), 1_000, 1_000, new TokenBasis(1, 0, 0), lengths(0, 0), Optional.empty());
    }

    static TokenCounts.Lengths lengths(double promptDeviation, double outputDeviation) {
        return new TokenCounts.Lengths(
                Optional.of(100.0), Optional.of(100.0), Optional.of(promptDeviation), Optional.of(outputDeviation));
    }

    static Distribution all(long millis, int samples) {
        Duration[] times = new Duration[samples];
        java.util.Arrays.fill(times, Duration.ofMillis(millis));
        return Distribution.of(Samples.ofExact(times));
    }

    static Latencies latencies(Distribution firstToken, Distribution endToEnd, Distribution endToEndFromSchedule) {
        Distribution none = Distribution.empty();
        return new Latencies(
                new Latencies.FirstToken(firstToken, firstToken, firstToken),
                new Latencies.PerToken(none, none, none, none, List.of(), List.of()),
                new Latencies.EndToEnd(endToEnd, endToEndFromSchedule, none),
                new Latencies.ClientSide(none, none, none));
    }

    /** The level with answers of another mean length. */
    static LevelResult answering(LevelResult level, Optional<Double> outputMean) {
        TokenCounts.Lengths lengths =
                new TokenCounts.Lengths(Optional.of(100.0), outputMean, Optional.of(0.0), Optional.of(0.0));
        return changed(
                level,
                level.variant(),
                level.window(),
                new TokenCounts(
                        1_000,
                        1_000,
                        Optional.empty(),
                        1_000,
                        1_000,
                        new TokenBasis(1, 0, 0),
                        lengths,
                        Optional.empty()));
    }

    /** The level at lengths and in a round. */
    static LevelResult at(LevelResult level, Shape shape, int round) {
        Optional<LevelResult.Variant> variant = Optional.of(new LevelResult.Variant(Optional.of(shape), round));
        return changed(level, variant, level.window(), level.tokens());
    }

    /** The level in a round of repeats. */
    static LevelResult round(LevelResult level, int round) {
        Optional<LevelResult.Variant> variant = Optional.of(new LevelResult.Variant(Optional.empty(), round));
        return changed(level, variant, level.window(), level.tokens());
    }

    /** The level with so many requests that succeeded in its minute, and further facts. */
    static LevelResult finishing(LevelResult level, double requests, Map<String, String> extra) {
        Throughput was = level.throughput();
        Throughput throughput = new Throughput(
                was.outputTokens(),
                was.completedOutputTokens(),
                was.totalTokens(),
                Rate.of(requests / 60),
                was.failures(),
                was.peakOutputTokens(),
                was.steadiness());
        return new LevelResult(
                level.load(),
                level.variant(),
                level.window(),
                level.counts(),
                level.tokens(),
                throughput,
                level.latency(),
                level.verdict(),
                extra);
    }

    /** The level as a race. */
    static LevelResult racing(LevelResult level, TimeToTarget race) {
        LevelWindow window = new LevelWindow(
                Instant.EPOCH,
                Duration.ZERO,
                level.window().length(),
                Duration.ZERO,
                Ending.COMPLETED,
                Optional.empty(),
                Optional.of(race),
                Optional.empty(),
                Optional.empty());
        return changed(level, level.variant(), window, level.tokens());
    }

    private static LevelResult changed(
            LevelResult level, Optional<LevelResult.Variant> variant, LevelWindow window, TokenCounts tokens) {
        return new LevelResult(
                level.load(),
                variant,
                window,
                level.counts(),
                tokens,
                level.throughput(),
                level.latency(),
                level.verdict(),
                level.extra());
    }

    static LevelResult result(LoadLevel load, Rate output, RequestCounts counts, Latencies latency, Verdict verdict) {
        return new LevelResult(
                load,
                Optional.empty(),
                new LevelWindow(
                        Instant.EPOCH,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        Ending.COMPLETED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new PhaseCounts(RequestCounts.none(), counts, RequestCounts.none()),
                tokens(),
                throughput(output),
                latency,
                new LevelVerdict(
                        new Validity(
                                List.of(new Validity.Finding(ValidityCheck.OWN_CPU, Optional.of(1.0), verdict)),
                                List.of()),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                Map.of());
    }
}
