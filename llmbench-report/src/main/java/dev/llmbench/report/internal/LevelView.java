package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.TokenBasis;
import java.util.List;
import java.util.Optional;

/** The figures of a level that reports put first. */
final class LevelView {
    /** Above this share of estimated tokens a figure is marked, as in the validity checks. */
    private static final double MOST_ESTIMATED = 0.02;

    private LevelView() {}

    static boolean openLoop(LevelResult level) {
        return level.load() instanceof LoadLevel.Rate;
    }

    /** What a user felt: in an open loop from the intended start. */
    static Distribution firstToken(LevelResult level) {
        return openLoop(level)
                ? level.latency().timeToFirstTokenFromSchedule()
                : level.latency().timeToFirstToken();
    }

    static Distribution endToEnd(LevelResult level) {
        return openLoop(level)
                ? level.latency().endToEndLatencyFromSchedule()
                : level.latency().endToEndLatency();
    }

    /** A percentile of the inter-token latency, with its bootstrap interval where there is one. */
    static Quantile interToken(LevelResult level, double percentile) {
        return published(level.latency().perToken().interTokenLatencyQuantiles(), percentile)
                .orElseGet(() -> level.latency().interTokenLatency().percentile(percentile));
    }

    /** The same of the gaps between arrivals. */
    static Quantile chunkGap(LevelResult level, double percentile) {
        return published(level.latency().perToken().chunkGapQuantiles(), percentile)
                .orElseGet(() -> level.latency().chunkGap().percentile(percentile));
    }

    private static Optional<Quantile> published(List<Quantile> quantiles, double percentile) {
        return quantiles.stream()
                .filter(quantile -> Math.abs(quantile.percentile() - percentile) < 1e-9)
                .findFirst();
    }

    static boolean estimated(LevelResult level) {
        TokenBasis basis = level.tokens().basis();
        return basis.estimated() > MOST_ESTIMATED;
    }

    static boolean anyFailedOrDropped(LevelResult level) {
        return level.counts().measured().failedTotal()
                        + level.counts().measured().dropped()
                > 0;
    }

    /** Why a level is not what was planned, or which place it takes among the others; empty for neither. */
    static String note(BenchmarkResult result, LevelResult level) {
        Ending ending = level.window().ending();
        if (ending != Ending.COMPLETED) {
            return Words.ending(ending);
        }
        return result.best()
                .map(best -> {
                    boolean recommended =
                            best.recommended().filter(level.load()::equals).isPresent();
                    if (best.best().filter(level.load()::equals).isPresent()) {
                        return recommended ? "best" : "highest";
                    }
                    if (recommended) {
                        return "recommended";
                    }
                    return best.pastTheKnee().contains(level.load()) ? "past knee" : "";
                })
                .orElse("");
    }
}
