package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.internal.analysis.DegradationCurve.Point;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds in a run of several lengths what can be said of a stream's speed, for each length of prompts by itself. */
public final class Degradations {
    private static final LoadLevel ONE_STREAM = new LoadLevel.Users(1);

    private Degradations() {}

    /**
     * Returns the curves of a run in words. Only levels of one user tell: with more, the others' answers decide.
     *
     * @param levels what was measured; invalid levels are left out
     * @return a sentence for each length of prompts with at least two lengths of answers, by names such as
     *     {@code degradation.input128}
     */
    public static Map<String, String> words(List<LevelResult> levels) {
        Map<TokenRange, List<LevelResult>> byPrompt = levels.stream()
                .filter(Degradations::tells)
                .collect(Collectors.groupingBy(level -> shape(level).inputTokens()));
        Map<String, String> words = new TreeMap<>();
        byPrompt.forEach((prompt, alike) -> DegradationCurve.of(
                        alike.stream().map(Degradations::point).toList())
                .ifPresent(curve -> words.put("degradation.input" + prompt, curve.sentence())));
        return Collections.unmodifiableMap(words);
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

    private static Point point(LevelResult level) {
        return new Point(
                shape(level).outputTokens().min(),
                level.throughput().outputTokens().perSecond());
    }
}
