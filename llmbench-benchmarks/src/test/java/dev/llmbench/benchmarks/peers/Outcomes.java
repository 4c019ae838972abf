package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Outcome.Cost;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.Optional;

/** Outcomes that never were. */
final class Outcomes {
    static final Shape FEW = new Shape(64, 8, 128, 30, 200);
    static final Shape MANY = new Shape(512, 4, 128, 30, 200);

    private Outcomes() {}

    static Outcome failed(String client, int repetition) {
        return new Outcome(client, "1", "steady", repetition, FEW, Optional.empty(), Optional.of("it said nothing"));
    }

    /** Returns a run that reported one figure. */
    static Outcome of(String client, int repetition, Row row, double reported, double own) {
        return of(client, repetition, FEW, figures(row, reported), figures(row, own), cost(1, 1, 0));
    }

    /** Returns a run that cost so much. */
    static Outcome of(String client, int repetition, Shape shape, Cost cost) {
        Figures none = new Figures.Builder().build();
        return of(client, repetition, shape, none, none, cost);
    }

    static Outcome of(String client, int repetition, Shape shape, Figures reported, Figures own, Cost cost) {
        return new Outcome(
                client,
                "1",
                "steady",
                repetition,
                shape,
                Optional.of(new Result(reported, own, own, cost)),
                Optional.empty());
    }

    static Figures figures(Row row, double value) {
        return new Figures.Builder().put(row.figure(), row.statistic(), value).build();
    }

    /** Returns what a run of a million tokens in ten seconds cost. */
    static Cost cost(double cpuSeconds, double pssBytes, double stolen) {
        return new Cost(10, 1_000_000, 64, cpuSeconds, pssBytes, stolen, 2, 20);
    }
}
