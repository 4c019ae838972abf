package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The runs of one series that can be used: they went well, and the hypervisor left them alone.
 *
 * @param all in the order in which they were made
 */
record Runs(List<Outcome> all) {
    /** Copies. */
    Runs {
        all = List.copyOf(all);
    }

    /** Two clients in the same repetitions, one number each. */
    @SuppressWarnings("ArrayRecordComponent") // made once, read once, never compared
    record Pairs(double[] ours, double[] theirs) {
        int count() {
            return ours.length;
        }
    }

    /** Picks the usable runs of a series; of several of the same repetition the last counts. */
    static Runs usable(List<Outcome> outcomes, String series) {
        Map<String, Outcome> byPlace = new TreeMap<>();
        List<Outcome> picked = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.series().equals(series)) {
                Outcome before = byPlace.put(place(outcome), outcome);
                picked.remove(before);
                picked.add(outcome);
            }
        }
        picked.removeIf(outcome -> outcome.result().isEmpty() || disturbed(outcome));
        return new Runs(picked);
    }

    private static String place(Outcome outcome) {
        return outcome.client() + " " + outcome.shape() + " " + outcome.repetition();
    }

    /** Returns whether the hypervisor took too much of a run's time. */
    static boolean disturbed(Outcome outcome) {
        return outcome.result()
                .filter(result -> result.cost().stolenShare() > Steal.MOST)
                .isPresent();
    }

    /** Returns the loads, ascending by streams, then by speed. */
    List<Shape> shapes() {
        return all.stream()
                .map(Outcome::shape)
                .distinct()
                .sorted(Comparator.comparingInt(Shape::streams).thenComparingDouble(Shape::tokensPerSecond))
                .toList();
    }

    /** Returns the clients that have a run, in the order of the first repetition. */
    Set<String> clients() {
        Set<String> clients = new LinkedHashSet<>();
        all.stream().sorted(Comparator.comparingInt(Outcome::repetition)).forEach(run -> clients.add(run.client()));
        return clients;
    }

    /** Returns one number of each repetition of a client, of those that have it. */
    double[] values(String client, Shape shape, Function<Result, OptionalDouble> number) {
        return byRepetition(client, shape, number).values().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    /** Returns one number each of two clients in the repetitions that both have. */
    Pairs pairs(String one, String other, Shape shape, Function<Result, OptionalDouble> number) {
        Map<Integer, Double> ours = byRepetition(one, shape, number);
        Map<Integer, Double> theirs = byRepetition(other, shape, number);
        ours.keySet().retainAll(theirs.keySet());
        theirs.keySet().retainAll(ours.keySet());
        return new Pairs(array(ours), array(theirs));
    }

    private Map<Integer, Double> byRepetition(String client, Shape shape, Function<Result, OptionalDouble> number) {
        Map<Integer, Double> values = new TreeMap<>();
        for (Outcome run : all) {
            if (run.client().equals(client) && run.shape().equals(shape)) {
                Optional<Result> result = run.result();
                result.map(number)
                        .filter(OptionalDouble::isPresent)
                        .ifPresent(value -> values.put(run.repetition(), value.getAsDouble()));
            }
        }
        return values;
    }

    private static double[] array(Map<Integer, Double> values) {
        return values.values().stream().mapToDouble(Double::doubleValue).toArray();
    }
}
