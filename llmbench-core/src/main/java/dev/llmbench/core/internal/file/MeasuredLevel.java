package dev.llmbench.core.internal.file;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A level of a result with what the journal calls it.
 *
 * @param number of the level in the plan, from 0; a level that broke before its window is missing in the result
 * @param attempt the process that measured it: 0 for the one that began the run; absent where the result doesn't say
 * @param result what was measured
 */
public record MeasuredLevel(int number, Optional<Integer> attempt, LevelResult result) {
    /** The further fact of a resumed run's result that tells which process measured which level. */
    public static final String BY_ATTEMPT = "levelsByAttempt";

    private static final Pattern ENTRY = Pattern.compile(" *[0-9]{1,6}:( *[0-9]{1,6} *,)* *[0-9]{1,6} *");

    /**
     * Returns the levels of a result.
     *
     * @param result the result, of a run that was resumed or not
     * @return in the order of the result
     */
    public static List<MeasuredLevel> of(BenchmarkResult result) {
        List<Point> points = result.job().plan().points();
        Optional<Map<Integer, Integer>> attempts =
                Optional.ofNullable(result.extra().get(BY_ATTEMPT)).map(MeasuredLevel::parse);
        List<MeasuredLevel> levels = new ArrayList<>();
        int next = 0;
        for (LevelResult level : result.levels()) {
            int found =
                    points.subList(Math.min(next, points.size()), points.size()).indexOf(level.point());
            int number = next + Math.max(0, found);
            Optional<Integer> attempt =
                    attempts.isEmpty() ? Optional.of(0) : attempts.map(known -> known.get(number + 1));
            levels.add(new MeasuredLevel(number, attempt, level));
            next = number + 1;
        }
        return levels;
    }

    /**
     * Returns which process measured which levels, in words.
     *
     * @param attempts the attempt of each level, by its number from 0
     * @return such as {@code 0: 1, 2; 1: 3}, where levels are numbered from 1
     */
    public static String byAttempt(SortedMap<Integer, Integer> attempts) {
        SortedMap<Integer, List<String>> levels = new TreeMap<>();
        attempts.forEach((level, attempt) ->
                levels.computeIfAbsent(attempt, by -> new ArrayList<>()).add(Integer.toString(level + 1)));
        return levels.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    /** The attempt of each level by its number from 1; what can't be understood is left out. */
    private static Map<Integer, Integer> parse(String words) {
        Map<Integer, Integer> attempts = new HashMap<>();
        for (String entry : words.split(";", -1)) {
            String[] parts = entry.split(":", 2);
            // Anything else was written by hand or by a later version.
            if (ENTRY.matcher(entry).matches()) {
                for (String level : parts[1].split(",", -1)) {
                    attempts.put(Integer.valueOf(level.strip()), Integer.valueOf(parts[0].strip()));
                }
            }
        }
        return attempts;
    }
}
