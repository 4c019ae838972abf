package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.analysis.DegradationCurve.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Finds in a run of several lengths what can be said of a stream's speed, for each length of prompts by itself. */
public final class Degradations {
    private static final LoadLevel ONE_STREAM = new LoadLevel.Users(1);

    private Degradations() {}

    /**
     * Returns the curves of a run in words. Only levels of one user tell: with more, the others' answers decide. A level
     * whose answers were on average more than 10 % off the wanted length is left out, and the words say so.
     *
     * @param workload what was asked
     * @param levels what was measured; invalid levels are left out
     * @return a sentence for each length of prompts with at least two lengths of answers, by names such as
     *     {@code degradation.input128}
     */
    public static Map<String, String> words(Workload workload, List<LevelResult> levels) {
        Map<TokenRange, List<LevelResult>> byPrompt = levels.stream()
                .filter(Degradations::tells)
                .collect(Collectors.groupingBy(level -> shape(level).inputTokens()));
        Map<String, String> words = new TreeMap<>();
        byPrompt.forEach((prompt, alike) ->
                sentence(workload, alike).ifPresent(sentence -> words.put("degradation.input" + prompt, sentence)));
        return Collections.unmodifiableMap(words);
    }

    private static Optional<String> sentence(Workload workload, List<LevelResult> levels) {
        Map<TokenRange, List<LevelResult>> byAnswer = new TreeMap<>(Comparator.comparingInt(TokenRange::min));
        levels.forEach(level -> byAnswer.computeIfAbsent(shape(level).outputTokens(), length -> new ArrayList<>())
                .add(level));
        if (byAnswer.size() < 2) {
            return Optional.empty();
        }
        List<Point> points = new ArrayList<>();
        List<String> others = new ArrayList<>();
        byAnswer.forEach((length, rounds) -> {
            rounds.stream()
                    .filter(level -> !RealLengths.asWanted(level, workload))
                    .forEach(level -> others.add(RealLengths.words(level, workload)));
            point(rounds.stream()
                            .filter(level -> RealLengths.asWanted(level, workload))
                            .toList())
                    .ifPresent(points::add);
        });
        List<String> parts = new ArrayList<>();
        DegradationCurve.of(points).ifPresent(curve -> parts.add(curve.sentence()));
        if (!others.isEmpty()) {
            parts.add((parts.isEmpty() ? "No curve: left out" : "Left out")
                    + ", since answers were more than 10 % off the length: " + String.join("; ", others) + ".");
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    /** The rounds of one length together: their mean length and mean speed. */
    private static Optional<Point> point(List<LevelResult> rounds) {
        if (rounds.isEmpty()) {
            return Optional.empty();
        }
        double length =
                mean(rounds, level -> level.tokens().lengths().outputMean().orElseThrow());
        double speed = mean(rounds, level -> level.throughput().outputTokens().perSecond());
        return Optional.of(new Point(Math.max(1, Math.round(length)), speed));
    }

    private static double mean(List<LevelResult> levels, ToDoubleFunction<LevelResult> figure) {
        return levels.stream().mapToDouble(figure).average().orElseThrow();
    }

    private static boolean tells(LevelResult level) {
        return level.load().equals(ONE_STREAM)
                && level.point()
                        .shape()
                        .map(Shape::outputTokens)
                        .filter(TokenRange::fixed)
                        .isPresent()
                && level.validity() != Verdict.INVALID
                && level.throughput().outputTokens().perSecond() > 0;
    }

    private static Shape shape(LevelResult level) {
        return level.point().shape().orElseThrow();
    }
}
