package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Band;
import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BandComparison.Place;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.Rate;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a result against what was expected. */
public final class BandPlacing {
    private BandPlacing() {}

    /**
     * Places every level for which something is expected.
     *
     * @param result the result
     * @param band the expectation
     * @return the comparison
     */
    public static BandComparison of(BenchmarkResult result, Band band) {
        Workload workload = result.job().plan().workload();
        List<String> cautions = cautions(result, band);
        List<BandComparison.Level> levels = new ArrayList<>();
        List<Point> without = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            Optional<Band.Row> row = row(band, level, workload);
            if (row.isPresent() && row.get().outputTokens().isPresent() && !RealLengths.asWanted(level, workload)) {
                cautions.add(
                        "not placed, since it is expected of other lengths: " + RealLengths.words(level, workload));
                row = Optional.empty();
            }
            if (row.isPresent()) {
                levels.add(level(level, row.get(), result.run().simulated()));
            } else {
                without.add(level.point());
            }
        }
        return new BandComparison(result.run().id(), Cautions.model(result), band, cautions, levels, without);
    }

    private static Optional<Band.Row> row(Band band, LevelResult level, Workload workload) {
        TokenRange answers = level.point().outputTokens(workload);
        Optional<TokenRange> prompts = level.point().inputTokens(workload);
        return band.rows().stream()
                .filter(row -> level.load().equals(new LoadLevel.Users(row.concurrency())))
                .filter(row -> !band.race() || level.window().race().isPresent())
                .filter(row -> row.outputTokens()
                        .map(length -> answers.equals(TokenRange.exactly(length)))
                        .orElse(true))
                .filter(row -> row.inputTokens()
                        .map(length -> prompts.equals(Optional.of(TokenRange.exactly(length))))
                        .orElse(true))
                .findFirst();
    }

    private static BandComparison.Level level(LevelResult level, Band.Row row, boolean simulated) {
        Rate measured = level.throughput().outputTokens();
        boolean judged = !simulated && level.validity() != Verdict.INVALID;
        Place place = place(measured.perSecond(), row);
        boolean sure = measured.interval()
                .map(interval -> place(interval.low(), row) == place && place(interval.high(), row) == place)
                .orElse(false);
        return new BandComparison.Level(
                level.point(),
                row,
                measured,
                level.successRate(),
                level.latency().endToEndLatency().median().value().map(time -> time.toNanos() / 1e6),
                level.validity(),
                judged ? place : Place.NOT_JUDGED,
                judged && sure);
    }

    private static Place place(double tokensPerSecond, Band.Row row) {
        if (tokensPerSecond < row.from()) {
            return Place.BELOW;
        }
        return tokensPerSecond > row.to() ? Place.ABOVE : Place.WITHIN;
    }

    private static List<String> cautions(BenchmarkResult result, Band band) {
        List<String> cautions = new ArrayList<>();
        if (result.run().simulated()) {
            cautions.add("the result is SIMULATED, so it is not judged");
        }
        cautions.add("a band is an expectation and no measurement: " + band.about());
        cautions.add("this result: " + Cautions.model(result) + ", "
                + result.server().engine().orElse("unknown engine") + ", "
                + result.server().hardware().orElse("unknown hardware") + ", answers of "
                + result.job().plan().workload().outputTokens().min() + " to "
                + result.job().plan().workload().outputTokens().max() + " tokens");
        boolean single = band.rows().stream().anyMatch(row -> row.low() == row.high());
        if (band.race()
                && result.levels().stream()
                        .noneMatch(level -> level.window().race().isPresent())) {
            cautions.add("this band is of races for a number of tokens, and the result has none");
        }
        if (single) {
            cautions.add("a single expected figure is taken ± 10 %");
        }
        return cautions;
    }
}
