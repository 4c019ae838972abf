package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Comparison;
import dev.llmbench.api.Comparison.Figure;
import dev.llmbench.api.Comparison.Judgement;
import dev.llmbench.api.Comparison.Metric;
import dev.llmbench.api.Comparison.Ratio;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Point;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts two results side by side and says what can be said. */
public final class Comparisons {
    private Comparisons() {}

    /**
     * Compares two results.
     *
     * @param first the one that is compared with
     * @param second the one that is judged
     * @return the comparison; without a common load it has no levels
     */
    public static Comparison of(BenchmarkResult first, BenchmarkResult second) {
        boolean alike = first.run().simulated() == second.run().simulated() && SameWork.asked(first, second);
        List<Comparison.Level> levels = new ArrayList<>();
        for (LevelResult level : first.levels()) {
            find(second, level.point()).ifPresent(other -> levels.add(level(level, other, alike)));
        }
        return new Comparison(
                side(first),
                side(second),
                Cautions.of(first, second),
                levels,
                without(first, second),
                without(second, first));
    }

    private static Comparison.Side side(BenchmarkResult result) {
        return new Comparison.Side(
                result.run().id(),
                result.job().plan().name(),
                Cautions.model(result),
                result.server().engine(),
                result.server().hardware(),
                result.run().simulated());
    }

    private static Optional<LevelResult> find(BenchmarkResult result, Point point) {
        return result.levels().stream()
                .filter(level -> level.point().equals(point))
                .findFirst();
    }

    private static List<Point> without(BenchmarkResult having, BenchmarkResult lacking) {
        return having.levels().stream()
                .map(LevelResult::point)
                .filter(point -> find(lacking, point).isEmpty())
                .toList();
    }

    private static Comparison.Level level(LevelResult first, LevelResult second, boolean alike) {
        boolean valid = first.validity() != Verdict.INVALID && second.validity() != Verdict.INVALID;
        List<Figure> figures = Arrays.stream(Metric.values())
                .map(metric -> figure(metric, first, second, alike && valid))
                .toList();
        return new Comparison.Level(first.point(), first.validity(), second.validity(), figures);
    }

    private static Figure figure(Metric metric, LevelResult first, LevelResult second, boolean judged) {
        Value one = ComparedValues.of(metric, first);
        Value other = ComparedValues.of(metric, second);
        boolean comparable = switch (metric) {
            case COST -> currency(first).equals(currency(second));
            case TIME_TO_TARGET -> target(first).equals(target(second));
            default -> true;
        };
        Optional<Ratio> ratio = comparable ? ratio(one, other) : Optional.empty();
        Judgement judgement = judgement(metric, one, other);
        boolean told = judged && comparable;
        return new Figure(
                metric,
                one,
                other,
                ratio,
                told || judgement == Judgement.NOT_MEASURED ? judgement : Judgement.NOT_JUDGED);
    }

    private static Optional<String> currency(LevelResult level) {
        return level.verdict().cost().map(Cost::perMillionOutputTokens).map(amount -> amount.currency());
    }

    private static Optional<Long> target(LevelResult level) {
        return level.window().race().map(TimeToTarget::target);
    }

    static Judgement judgement(Metric metric, Value first, Value second) {
        if (first.value().isEmpty() || second.value().isEmpty()) {
            return Judgement.NOT_MEASURED;
        }
        if (first.tooFew()
                || second.tooFew()
                || first.interval().isEmpty()
                || second.interval().isEmpty()) {
            return Judgement.TOO_FEW_SAMPLES;
        }
        Interval one = first.interval().get();
        Interval other = second.interval().get();
        if (other.low() > one.high()) {
            return metric.higherIsBetter() ? Judgement.BETTER : Judgement.WORSE;
        }
        if (other.high() < one.low()) {
            return metric.higherIsBetter() ? Judgement.WORSE : Judgement.BETTER;
        }
        return Judgement.NO_CLEAR_DIFFERENCE;
    }

    static Optional<Ratio> ratio(Value first, Value second) {
        double one = first.value().orElse(Double.NaN);
        double other = second.value().orElse(Double.NaN);
        if (!(one > 0 && other > 0 && Double.isFinite(one) && Double.isFinite(other))) {
            return Optional.empty();
        }
        Optional<Interval> interval =
                first.interval().flatMap(around -> second.interval().map(otherAround -> quotient(otherAround, around)));
        return Optional.of(new Ratio(other / one, interval));
    }

    /** From the least over the most to the most over the least. Both hold at once at least so often (Bonferroni). */
    private static Interval quotient(Interval above, Interval below) {
        double high = below.low() > 0 ? above.high() / below.low() : Double.POSITIVE_INFINITY;
        double low = Double.isInfinite(below.high()) ? 0 : above.low() / below.high();
        return new Interval(low, high, Math.max(0.01, above.confidence() + below.confidence() - 1));
    }
}
