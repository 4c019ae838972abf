package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells in one sentence why a level is the best: its neighbours, their intervals, and what to plan with. */
final class BestLevelReason {
    private static final double PLAN_FROM = 0.6;
    private static final double PLAN_TO = 0.7;
    private static final double NOTICEABLE = 1.05;

    private final List<LevelFigures> sorted;
    private final int knee;
    private final List<LevelFigures> unclear;

    BestLevelReason(List<LevelFigures> sorted, int knee, List<LevelFigures> unclear) {
        this.sorted = sorted;
        this.knee = knee;
        this.unclear = unclear;
    }

    String of(LevelFigures best, LevelFigures recommended) {
        List<String> parts = new ArrayList<>();
        Optional<LevelFigures> more = moreThan(best);
        parts.add(best.load().label() + " "
                + (more.isEmpty()
                        ? verb(best, "give") + " the most: "
                        : verb(best, "give") + " the most before the knee: ")
                + tokens(best.tokensPerSecond()) + " tok/s" + plusMinus(best));
        int at = sorted.indexOf(best);
        parts.add(at > 0 ? neighbour(sorted.get(at - 1), best) : "nothing below was measured");
        parts.add(
                at + 1 < sorted.size()
                        ? neighbour(sorted.get(at + 1), best)
                        : "nothing above was measured, so more may be possible");
        if (knee < sorted.size() && knee > at + 1) {
            parts.add("the knee comes at " + sorted.get(knee).load().label());
        }
        more.ifPresent(level -> parts.add("past the knee " + pastTheKnee(level, best)));
        if (!recommended.equals(best)) {
            parts.add(recommended.load().label() + " " + verb(recommended, "come") + " within 2 % ("
                    + tokens(recommended.tokensPerSecond()) + plusMinus(recommended) + ") and "
                    + (plural(recommended) ? "are" : "is") + " recommended");
        }
        if (!unclear.isEmpty()) {
            parts.add("not resolved, measure longer: "
                    + unclear.stream().map(BestLevelReason::looseness).collect(Collectors.joining(", ")));
        }
        parts.add("plan with 60 to 70 % of the maximum, " + tokens(PLAN_FROM * best.tokensPerSecond()) + " to "
                + tokens(PLAN_TO * best.tokensPerSecond()) + " tok/s");
        return String.join("; ", parts) + ".";
    }

    String ofNone() {
        if (sorted.isEmpty()) {
            return "No level was measured.";
        }
        return "No level can be called the best: "
                + sorted.stream().map(BestLevelReason::whyNot).collect(Collectors.joining("; ")) + ".";
    }

    /** The level past the knee that gives the most, where that is noticeably more: who can wait may want it. */
    private Optional<LevelFigures> moreThan(LevelFigures best) {
        return sorted.subList(knee, sorted.size()).stream()
                .filter(LevelFigures::comparable)
                .max(Comparator.comparingDouble(LevelFigures::tokensPerSecond))
                .filter(level -> level.throughputRatio(best) >= NOTICEABLE);
    }

    private static String pastTheKnee(LevelFigures level, LevelFigures best) {
        return String.format(
                        Locale.ROOT,
                        "%s %s %.1f times as much (%s%s)",
                        level.load().label(),
                        verb(level, "give"),
                        level.throughputRatio(best),
                        tokens(level.tokensPerSecond()),
                        plusMinus(level))
                + latencyGrowth(level, best)
                + served(level);
    }

    private static String latencyGrowth(LevelFigures level, LevelFigures best) {
        return level.latencyRatio(best)
                .filter(growth -> growth.ratio() >= NOTICEABLE)
                .map(growth ->
                        String.format(Locale.ROOT, " and %s end-to-end grows %.1f-fold", growth.of(), growth.ratio()))
                .orElse("");
    }

    private static String served(LevelFigures level) {
        return level.servedShare() <= BestLevelFinder.SERVED_ENOUGH
                ? ", with only " + percent(level.servedShare()) + " % of requests served"
                : "";
    }

    private static String neighbour(LevelFigures level, LevelFigures best) {
        if (!level.comparable()) {
            return whyNot(level);
        }
        double ratio = level.throughputRatio(best);
        StringBuilder words = new StringBuilder(level.load().label()).append(' ');
        String figure = " (" + tokens(level.tokensPerSecond()) + plusMinus(level) + ")";
        if (strongerThan(level, best)) {
            words.append(
                    ratio <= 1
                            ? verb(level, "gain") + " nothing" + figure
                            : verb(level, "gain") + " " + percent(ratio - 1) + " %" + figure);
            words.append(latencyGrowth(level, best));
        } else {
            words.append(verb(level, "give")).append(' ');
            words.append(percent(Math.abs(1 - ratio)))
                    .append(ratio <= 1 ? " % less" : " % more")
                    .append(figure);
        }
        return words.append(served(level)).toString();
    }

    private static boolean strongerThan(LevelFigures level, LevelFigures best) {
        return BestLevelFinder.strength(level) > BestLevelFinder.strength(best);
    }

    private static String whyNot(LevelFigures level) {
        String label = level.load().label();
        if (level.verdict() == Verdict.INVALID) {
            return "the measurement with " + label + " is invalid";
        }
        if (level.servedShare() <= BestLevelFinder.SERVED_ENOUGH) {
            return label + " had only " + percent(level.servedShare())
                    + " % of requests served (more than 95 % needed)";
        }
        return label + " brought no output tokens";
    }

    private static String looseness(LevelFigures level) {
        return level.load().label()
                + level.interval().map(interval -> plusMinus(level)).orElse(" without an interval");
    }

    private static String plusMinus(LevelFigures level) {
        return level.interval()
                .map(interval -> " ± " + percent(interval.relativeHalfWidth(level.tokensPerSecond())) + " %")
                .orElse("");
    }

    private static String verb(LevelFigures level, String infinitive) {
        return plural(level) ? infinitive : infinitive + "s";
    }

    private static boolean plural(LevelFigures level) {
        return level.load() instanceof LoadLevel.Users users && users.concurrency() > 1;
    }

    /** Two significant digits below 10 %, whole percents above. */
    private static String percent(double fraction) {
        double percent = fraction * 100;
        BigDecimal rounded = BigDecimal.valueOf(percent).setScale(percent < 10 ? 1 : 0, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }

    private static String tokens(double perSecond) {
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f" : "%,.0f", perSecond);
    }
}
