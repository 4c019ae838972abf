package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.ObservationDelay;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Throughput;
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

/** Levels with made-up errors, in which nothing was asked. */
public final class SomeLevel {
    private SomeLevel() {}

    /** A level of such errors, on whose lag such a verdict was passed. */
    public static LevelAccuracy with(Verdict verdict, List<FigureError> figures, CountError... counts) {
        ObservationDelay delay = new ObservationDelay(
                10,
                Duration.ofNanos(90_000),
                Duration.ofNanos(50_000),
                Duration.ofNanos(400_000),
                Duration.ofMillis(1));
        return new LevelAccuracy(level(verdict), figures, List.of(counts), delay, delay);
    }

    private static LevelResult level(Verdict verdict) {
        Distribution none = Distribution.empty();
        Rate rate = Rate.of(0);
        Validity validity = new Validity(
                List.of(new Validity.Finding(ValidityCheck.EVENT_LOOP_LAG, Optional.of(7.0), verdict)), List.of());
        return new LevelResult(
                new LoadLevel.Users(1),
                Optional.empty(),
                new LevelWindow(
                        Instant.EPOCH,
                        Duration.ZERO,
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Ending.COMPLETED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ZERO)),
                new PhaseCounts(RequestCounts.none(), RequestCounts.none(), RequestCounts.none()),
                new TokenCounts(
                        0,
                        0,
                        Optional.empty(),
                        0,
                        0,
                        new TokenBasis(1, 0, 0),
                        TokenCounts.Lengths.unknown(),
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
                new LevelVerdict(validity, List.of(), Optional.empty(), Optional.empty()),
                Map.of());
    }
}
