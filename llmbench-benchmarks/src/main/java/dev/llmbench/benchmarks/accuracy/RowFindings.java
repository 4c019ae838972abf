package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Verdict;
import dev.llmbench.benchmarks.harness.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What the repetitions of one row have found. */
final class RowFindings {
    private static final long SEED = 1;

    private final Row row;
    private final List<LevelAccuracy> repetitions = new ArrayList<>();
    private final List<FloorTrial> floor = new ArrayList<>();
    private int discarded;

    RowFindings(Row row) {
        this.row = row;
    }

    void add(LevelAccuracy repetition) {
        repetitions.add(repetition);
    }

    void add(FloorTrial repetition) {
        floor.add(repetition);
    }

    /** Counts a repetition in which too much CPU time was stolen. */
    void discard() {
        discarded++;
    }

    Row row() {
        return row;
    }

    int repetitions() {
        return repetitions.size();
    }

    int discarded() {
        return discarded;
    }

    /**
     * One figure over all repetitions.
     *
     * @param error the median of its errors, with its interval
     * @param truth the median of the truth
     */
    record Finding(Figure figure, Statistic statistic, Estimate error, double truth) {
        /** The middle of all repetitions as one, which knows what is promised. */
        FigureError middle() {
            return new FigureError(figure, statistic, truth + error.median(), truth);
        }

        /** Whether this is promised, and the median of the errors is more. */
        boolean missed() {
            return middle().promised() && !middle().within();
        }
    }

    /** Returns a figure; empty where no repetition has it. */
    Optional<Finding> finding(Figure figure, Statistic statistic) {
        List<FigureError> errors = repetitions.stream()
                .flatMap(repetition -> repetition.error(figure, statistic).stream())
                .toList();
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        figure,
                        statistic,
                        estimate(errors, FigureError::error),
                        estimate(errors, FigureError::truth).median()));
    }

    private static Estimate estimate(List<FigureError> errors, ToDoubleFunction<FigureError> value) {
        return Estimate.median(errors.stream().mapToDouble(value).toArray(), SEED);
    }

    /** Returns every figure that there is. */
    List<Finding> findings() {
        return Arrays.stream(Figure.values())
                .flatMap(figure ->
                        Arrays.stream(Statistic.values()).flatMap(statistic -> finding(figure, statistic).stream()))
                .toList();
    }

    /** Returns how far the floor's 99th percentile is off, in milliseconds; empty where it was not measured. */
    Optional<Estimate> floor(Figure figure) {
        double[] errors = floor.stream()
                .flatMap(repetition -> Optional.ofNullable(repetition.errors().get(figure)).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return errors.length == 0 ? Optional.empty() : Optional.of(Estimate.median(errors, SEED));
    }

    /** Returns the counts that differed in any repetition, by the largest difference. */
    List<CountError> miscounts() {
        Map<CountError.Count, CountError> worst = new EnumMap<>(CountError.Count.class);
        repetitions.stream()
                .flatMap(repetition -> repetition.counts().stream())
                .filter(count -> count.error() != 0)
                .forEach(count -> worst.merge(
                        count.count(),
                        count,
                        (one, other) -> Math.abs(one.error()) >= Math.abs(other.error()) ? one : other));
        return List.copyOf(worst.values());
    }

    /** Returns what is further off than promised, in words. */
    List<String> missed() {
        List<String> missed = new ArrayList<>(findings().stream()
                .filter(Finding::missed)
                .map(finding ->
                        finding.figure().label() + " " + finding.statistic().label())
                .toList());
        miscounts().stream()
                .filter(count -> !count.within())
                .forEach(count -> missed.add(count.count().label()));
        return missed;
    }

    /** Returns the middle of the observation delays, in milliseconds. */
    double delayMillis(ToDoubleFunction<LevelAccuracy> nanos) {
        return Estimate.median(repetitions.stream().mapToDouble(nanos).toArray(), SEED)
                        .median()
                / 1e6;
    }

    /** Returns what llmbench said of its own windows, such as {@code 4 VALID, 1 SUSPECT (own CPU)}. */
    String verdicts() {
        Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
        repetitions.forEach(repetition -> counts.merge(repetition.verdict(), 1L, Long::sum));
        String words = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        String reasons = repetitions.stream()
                .flatMap(repetition -> repetition.level().verdict().validity().reasons().stream())
                .map(Validity.Finding::check)
                .distinct()
                .map(check -> check.label())
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? words : words + " (" + reasons + ")";
    }
}
