package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Cost;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.Content.Item;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a million tokens cost, at the level that says most about it. */
final class CostWords {
    private static final double SERVED_ENOUGH = 0.95;

    private CostWords() {}

    /**
     * The cost at the best level, over all its rounds; where lengths differ, at the level of most throughput with more than
     * one user; where only one level was measured, at that.
     */
    static List<Item> of(BenchmarkResult result) {
        List<LevelResult> levels = result.levels();
        Optional<Item> item;
        if (result.best().isPresent()) {
            item = result.best().flatMap(BestLevel::best).flatMap(load -> rounds(result, load));
        } else if (levels.size() == 1) {
            item = at(levels.get(0), "");
        } else {
            item = loaded(levels).flatMap(level -> at(level, " (the most throughput of all lengths)"));
        }
        return item.stream().toList();
    }

    private static Optional<LevelResult> loaded(List<LevelResult> levels) {
        return levels.stream()
                .filter(level -> level.validity() != Verdict.INVALID)
                .filter(level -> level.servedShare() > SERVED_ENOUGH)
                .filter(level -> level.load().maxInFlight().orElse(2) > 1)
                .max(Comparator.comparingDouble(
                        level -> level.throughput().outputTokens().perSecond()));
    }

    private static Optional<Item> rounds(BenchmarkResult result, LoadLevel load) {
        List<LevelResult> valid = result.levels().stream()
                .filter(level -> level.load().equals(load) && level.validity() != Verdict.INVALID)
                .toList();
        if (valid.size() <= 1) {
            return valid.stream().findFirst().flatMap(level -> at(level, ""));
        }
        double mean = valid.stream()
                .mapToDouble(level -> level.throughput().outputTokens().perSecond())
                .average()
                .orElse(0);
        boolean singleStream = load.maxInFlight().orElse(0) == 1;
        return result.server()
                .pricePerHour()
                .filter(price -> mean > 0)
                .map(price -> Cost.of(price.amount(), mean, singleStream))
                .map(cost -> Item.of(words(load.label() + " (mean of " + valid.size() + " rounds)", cost)));
    }

    private static Optional<Item> at(LevelResult level, String why) {
        return level.verdict().cost().map(cost -> Item.of(words(level.point().label() + why, cost)));
    }

    private static String words(String where, Cost cost) {
        String currency = cost.perMillionOutputTokens().currency();
        return "At " + where + ": " + Figures.money(cost.perMillionOutputTokens()) + " per 1M output tokens, "
                + Figures.magnitude(cost.outputTokensPerUnit()) + " output tokens for 1 " + currency + ", "
                + Figures.money(cost.monthly()) + " a month."
                + (cost.singleStream() ? " Single stream: says little about a loaded server." : "");
    }
}
