package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Estimate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The repetitions in which a client and the floor both have a clean window, under one load.
 *
 * @param ours the client's, by repetition
 * @param floors the floor's, of the same repetitions in the same order
 */
record Pairs(List<Sample> ours, List<Sample> floors) {
    private static final long SEED = 4; // fixed, so that a page can be written again

    Pairs {
        ours = List.copyOf(ours);
        floors = List.copyOf(floors);
    }

    /** Finds the pairs of a client and a load. */
    static Pairs of(List<Sample> samples, String load, String client) {
        Map<Integer, Sample> floors = samples.stream()
                .filter(sample -> sample.load().equals(load) && sample.client().equals(Contender.FLOOR))
                .collect(Collectors.toMap(Sample::repetition, Function.identity()));
        List<Sample> ours = samples.stream()
                .filter(sample -> sample.load().equals(load) && sample.client().equals(client))
                .filter(sample -> floors.containsKey(sample.repetition()))
                .toList();
        return new Pairs(
                ours,
                ours.stream().map(sample -> floors.get(sample.repetition())).toList());
    }

    /** Returns whether there is none. */
    boolean isEmpty() {
        return ours.isEmpty();
    }

    /** Returns the median of the ratios of a figure, client to floor. */
    Estimate ratio(ToDoubleFunction<Sample> figure) {
        return Estimate.medianRatio(values(ours, figure), values(floors, figure), SEED);
    }

    /** Returns the median of the differences of a figure, client less floor. */
    Estimate difference(ToDoubleFunction<Sample> figure) {
        double[] differences = values(ours, figure);
        double[] others = values(floors, figure);
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= others[i];
        }
        return Estimate.median(differences, SEED);
    }

    /** Returns the median of the client's figures. */
    Estimate client(ToDoubleFunction<Sample> figure) {
        return Estimate.median(values(ours, figure), SEED);
    }

    /** Returns the median of the floor's figures. */
    Estimate floor(ToDoubleFunction<Sample> figure) {
        return Estimate.median(values(floors, figure), SEED);
    }

    /** Returns those of which both have delays. */
    Pairs withDelays() {
        List<Integer> both = IntStream.range(0, ours.size())
                .filter(i -> ours.get(i).delays().isPresent()
                        && floors.get(i).delays().isPresent())
                .boxed()
                .toList();
        return new Pairs(
                both.stream().map(ours::get).toList(),
                both.stream().map(floors::get).toList());
    }

    private static double[] values(List<Sample> samples, ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).toArray();
    }
}
