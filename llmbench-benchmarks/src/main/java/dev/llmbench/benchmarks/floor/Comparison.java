package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.RawFile;
import java.util.List;
import java.util.Locale;

/**
 * Measures the floor and llmbench by turns, under one load after the other, and keeps every clean window.
 */
final class Comparison {
    private final Bench bench;
    private final RawFile samples;
    private final RawFile discards;

    Comparison(Bench bench, RawFile samples, RawFile discards) {
        this.bench = bench;
        this.samples = samples;
        this.discards = discards;
    }

    /**
     * A load with those who are measured under it.
     *
     * @param load the load
     * @param contenders the floor among them
     */
    record Round(LoadCase load, List<Contender> contenders) {}

    /** Measures all rounds once, then all again, so that what changes on the machine changes for all. */
    void run(List<Round> rounds, int repetitions) {
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Round round : rounds) {
                for (Contender client : Turns.order(round.contenders(), repetition)) {
                    measure(round.load(), client, repetition, repetitions);
                }
            }
        }
    }

    private void measure(LoadCase load, Contender client, int repetition, int repetitions) {
        String what = "repetition " + (repetition + 1) + " of " + repetitions + ", " + load.id() + ", " + client.id();
        Turns.cleanWindow(() -> bench.measure(load, client, repetition), Sample::stolenShare, why -> {
                    discards.add(what + ": " + why.replace('\n', ' '));
                    System.err.println(what + ": not used, " + why);
                })
                .ifPresent(sample -> {
                    samples.add(sample.toJson());
                    System.err.printf(
                            Locale.ROOT,
                            "%s: %.2f µs CPU an event, %.0f events/s%s%n",
                            what,
                            sample.cpuMicrosPerEvent(),
                            sample.eventsPerSecond(),
                            sample.delays()
                                    .map(delays ->
                                            String.format(Locale.ROOT, ", seen after %.0f µs (p50)", delays.p50()))
                                    .orElse(""));
                });
    }
}
