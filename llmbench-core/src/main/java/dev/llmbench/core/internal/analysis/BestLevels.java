package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BestLevel;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the best level of a run that may have measured several lengths, and everything several times. */
public final class BestLevels {
    private BestLevels() {}

    /**
     * Finds the best load of a run, each load with all its rounds together.
     *
     * @param levels what was measured
     * @return the best level, or empty with fewer than two loads, and with several lengths, which have a best each
     */
    public static Optional<BestLevel> of(List<LevelResult> levels) {
        Map<Optional<Shape>, List<LevelResult>> shapes = byShape(levels);
        return shapes.size() == 1 ? among(levels) : Optional.empty();
    }

    /**
     * Finds the best load for each of several lengths.
     *
     * @param levels what was measured
     * @return a sentence for each length that was measured at several loads, by names such as
     *     {@code best.128 in, 2048 out}; empty without several lengths
     */
    public static Map<String, String> words(List<LevelResult> levels) {
        Map<Optional<Shape>, List<LevelResult>> shapes = byShape(levels);
        Map<String, String> words = new TreeMap<>();
        if (shapes.size() > 1) {
            shapes.forEach((shape, alike) -> among(alike)
                    .ifPresent(best ->
                            words.put("best." + shape.map(Shape::label).orElse("other lengths"), best.reason())));
        }
        return Collections.unmodifiableMap(words);
    }

    private static Map<Optional<Shape>, List<LevelResult>> byShape(List<LevelResult> levels) {
        Map<Optional<Shape>, List<LevelResult>> shapes = new LinkedHashMap<>();
        levels.forEach(level -> shapes.computeIfAbsent(level.point().shape(), shape -> new ArrayList<>())
                .add(level));
        return shapes;
    }

    private static Optional<BestLevel> among(List<LevelResult> levels) {
        Map<LoadLevel, List<LevelResult>> loads = new LinkedHashMap<>();
        levels.forEach(level ->
                loads.computeIfAbsent(level.load(), load -> new ArrayList<>()).add(level));
        return loads.size() < 2
                ? Optional.empty()
                : Optional.of(BestLevelFinder.among(
                        loads.values().stream().map(LevelFigures::together).toList()));
    }
}
