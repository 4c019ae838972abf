package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BestLevel;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the load that serves best.
 *
 * <p>A level is <em>past the knee</em> when, against the last level not past it, throughput grew by less than 5 % and p95
 * end-to-end (the median where there is no p95) grew more than 1.5-fold; all higher levels are too. Among valid levels
 * before the knee with a served share above 0.95, the best has the highest output throughput; the recommended one is the
 * smallest within 2 % of it. Figures of an invalid level, and of one that delivered nothing, are compared with nothing.
 */
public final class BestLevelFinder {
    static final double WORTHWHILE_GROWTH = 1.05;
    static final double KNEE_LATENCY_GROWTH = 1.5;
    static final double SERVED_ENOUGH = 0.95;
    static final double AS_GOOD_AS_BEST = 0.98;
    static final double WIDEST_INTERVAL = 0.05;

    private BestLevelFinder() {}

    /**
     * Finds the best of levels measured here.
     *
     * @param levels the levels of one load, in any order
     * @return the best level with its reason
     */
    public static BestLevel find(List<LevelResult> levels) {
        return among(levels.stream().map(LevelFigures::measured).toList());
    }

    /**
     * Finds the best of levels whose figures are known.
     *
     * @param levels the levels of one load, in any order
     * @return the best level with its reason
     * @throws IllegalArgumentException if some are users and some are rates, which have no common order
     */
    public static BestLevel among(List<LevelFigures> levels) {
        List<LevelFigures> sorted = sorted(levels);
        int knee = knee(sorted);
        List<LevelFigures> candidates = sorted.subList(0, knee).stream()
                .filter(level -> level.comparable() && level.servedShare() > SERVED_ENOUGH)
                .toList();
        // The first of several equals: the smallest load.
        Optional<LevelFigures> best = candidates.stream()
                .reduce((most, level) -> level.tokensPerSecond() > most.tokensPerSecond() ? level : most);
        Optional<LevelFigures> recommended = best.flatMap(most -> candidates.stream()
                .filter(level -> level.throughputRatio(most) >= AS_GOOD_AS_BEST)
                .findFirst());
        List<LevelFigures> unclear = best.map(most -> unclear(candidates, most)).orElse(List.of());
        BestLevelReason reason = new BestLevelReason(sorted, knee, unclear);
        return new BestLevel(
                best.map(LevelFigures::load),
                recommended.map(LevelFigures::load),
                sorted.subList(knee, sorted.size()).stream()
                        .map(LevelFigures::load)
                        .toList(),
                best.isPresent() && unclear.isEmpty(),
                best.isPresent() ? reason.of(best.get(), recommended.orElseThrow()) : reason.ofNone());
    }

    private static List<LevelFigures> sorted(List<LevelFigures> levels) {
        boolean users = levels.stream().anyMatch(level -> level.load() instanceof LoadLevel.Closed);
        boolean rates = levels.stream().anyMatch(level -> level.load() instanceof LoadLevel.Rate);
        if (users && rates) {
            throw new IllegalArgumentException("levels of users and levels of rates can't be compared with each other: "
                    + levels.stream().map(level -> level.load().label()).toList());
        }
        return levels.stream()
                .sorted(Comparator.comparingDouble(BestLevelFinder::strength))
                .toList();
    }

    static double strength(LevelFigures level) {
        return level.load() instanceof LoadLevel.Rate rate
                ? rate.requestsPerSecond()
                : level.load().maxInFlight().orElseThrow();
    }

    /** The index of the first level past the knee; the number of levels when none is. */
    private static int knee(List<LevelFigures> sorted) {
        Optional<LevelFigures> last = Optional.empty();
        for (int i = 0; i < sorted.size(); i++) {
            LevelFigures level = sorted.get(i);
            if (level.comparable()) {
                if (last.filter(before -> isKnee(before, level)).isPresent()) {
                    return i;
                }
                last = Optional.of(level);
            }
        }
        return sorted.size();
    }

    private static boolean isKnee(LevelFigures before, LevelFigures level) {
        return level.throughputRatio(before) < WORTHWHILE_GROWTH
                && level.latencyRatio(before)
                        .filter(growth -> growth.ratio() > KNEE_LATENCY_GROWTH)
                        .isPresent();
    }

    /** The levels too loosely measured to tell: the best itself, and those that might be better than it. */
    private static List<LevelFigures> unclear(List<LevelFigures> candidates, LevelFigures best) {
        double bestLow = best.interval().map(interval -> interval.low()).orElse(best.tokensPerSecond());
        return candidates.stream()
                .filter(level -> !level.imported())
                .filter(level -> level.interval()
                        .map(interval -> interval.high() >= bestLow
                                && interval.relativeHalfWidth(level.tokensPerSecond()) > WIDEST_INTERVAL)
                        .orElse(level.tokensPerSecond() >= bestLow))
                .toList();
    }
}
