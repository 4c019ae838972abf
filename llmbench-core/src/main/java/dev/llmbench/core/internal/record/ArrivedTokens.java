package dev.llmbench.core.internal.record;

import java.util.Arrays;
import java.util.OptionalLong;

/** How many tokens had arrived by when, from the start of a level to its end in steps of 10 ms; written by one thread. */
public final class ArrivedTokens {
    private static final long STEP_NANOS = 10_000_000L;

    private double[] tokens = new double[4_096];
    private double[] events = new double[4_096];
    private int steps;

    /** Adds the arrivals of a request that is over. */
    void add(ArrivalBuffer arrivals, TokenWeights weights, long start) {
        boolean estimated = weights.basis() == TokenWeights.Basis.ESTIMATED;
        for (int i = 0; i < arrivals.count(); i++) {
            int step = (int) (Math.max(0, arrivals.nanos(i) - start) / STEP_NANOS);
            reach(step);
            (estimated ? events : tokens)[step] += weights.weight(i);
        }
    }

    void add(ArrivedTokens other) {
        if (other.steps > 0) {
            reach(other.steps - 1);
        }
        for (int i = 0; i < other.steps; i++) {
            tokens[i] += other.tokens[i];
            events[i] += other.events[i];
        }
    }

    private void reach(int step) {
        if (step >= tokens.length) {
            int length = Math.max(step + 1, 2 * tokens.length);
            tokens = Arrays.copyOf(tokens, length);
            events = Arrays.copyOf(events, length);
        }
        steps = Math.max(steps, step + 1);
    }

    /**
     * Returns when a number of tokens had arrived, evenly spread within a step.
     *
     * @param target the number
     * @param tokensPerEvent the level's ratio, for requests that never told their total
     * @return nanoseconds from the start, or empty when fewer arrived
     */
    public OptionalLong timeOf(long target, double tokensPerEvent) {
        double before = 0;
        for (int i = 0; i < steps; i++) {
            double here = tokens[i] + events[i] * tokensPerEvent;
            if (here > 0 && before + here >= target - 1e-6) {
                return OptionalLong.of(Math.round((i + (target - before) / here) * STEP_NANOS));
            }
            before += here;
        }
        return OptionalLong.empty();
    }

    /** Returns all tokens that arrived. */
    public double total(double tokensPerEvent) {
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            sum += tokens[i] + events[i] * tokensPerEvent;
        }
        return sum;
    }
}
