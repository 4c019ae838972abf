package dev.llmbench.report.internal;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Point;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.Content.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** What repeats of the same measurement say together: the mean, and how far they lie apart. */
final class RepeatWords {
    private RepeatWords() {}

    /** A line for each load and length that was measured more than once; INVALID rounds are left out. */
    static List<Item> of(List<LevelResult> levels) {
        Map<Point, List<LevelResult>> rounds = new LinkedHashMap<>();
        for (LevelResult level : levels) {
            Point first = new Point(level.load(), level.point().shape(), 1);
            rounds.computeIfAbsent(first, point -> new ArrayList<>()).add(level);
        }
        List<Item> items = new ArrayList<>();
        rounds.forEach((point, all) -> {
            if (all.size() > 1) {
                items.add(together(point, all));
            }
        });
        return items;
    }

    private static Item together(Point point, List<LevelResult> all) {
        List<LevelResult> used = all.stream()
                .filter(level -> level.validity() != Verdict.INVALID)
                .toList();
        String times = point.label() + ": " + Words.plural(used.size(), "round", "rounds");
        String left = used.size() < all.size() ? ", " + (all.size() - used.size()) + " INVALID left out" : "";
        if (used.isEmpty()) {
            return new Item(times + left, Tone.BAD);
        }
        return Item.of(times + left + ", output "
                + spread(used, level -> level.throughput().outputTokens().perSecond()) + " tok/s, requests "
                + spread(used, level -> level.throughput().requests().perSecond()) + " a second" + race(used));
    }

    /** How long rounds that are races took; those that missed their target have no time, and are named. */
    private static String race(List<LevelResult> rounds) {
        if (rounds.stream().noneMatch(level -> level.window().race().isPresent())) {
            return "";
        }
        List<LevelResult> won =
                rounds.stream().filter(level -> time(level).isPresent()).toList();
        if (won.isEmpty()) {
            return ", target never reached";
        }
        return ", target reached " + (won.size() < rounds.size() ? won.size() + " times " : "") + "after "
                + spread(
                        won, level -> time(level).orElseThrow(), seconds -> String.format(Locale.ROOT, "%.2f", seconds))
                + " s";
    }

    private static Optional<Double> time(LevelResult level) {
        return level.window().race().flatMap(TimeToTarget::time).map(time -> time.toNanos() / 1e9);
    }

    private static String spread(List<LevelResult> levels, ToDoubleFunction<LevelResult> figure) {
        return spread(levels, figure, Figures::number);
    }

    private static String spread(
            List<LevelResult> levels, ToDoubleFunction<LevelResult> figure, DoubleFunction<String> words) {
        var all = levels.stream().mapToDouble(figure).summaryStatistics();
        return words.apply(all.getAverage())
                + (levels.size() == 1
                        ? ""
                        : " (" + words.apply(all.getMin()) + " to " + words.apply(all.getMax()) + ")");
    }
}
