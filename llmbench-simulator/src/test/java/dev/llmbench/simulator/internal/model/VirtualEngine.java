package dev.llmbench.simulator.internal.model;

import dev.llmbench.simulator.cost.StepCost;
import java.util.ArrayList;
import java.util.List;

/** Runs a model in virtual time, in which every figure is exact. */
final class VirtualEngine {
    private VirtualEngine() {}

    /** A sequence that notes when its tokens come. */
    static final class Noted extends Sequence {
        final List<Long> times = new ArrayList<>();

        Noted(int promptTokens, int outputTokens) {
            super(promptTokens, outputTokens);
        }

        Noted(int[] prompt, int outputTokens) {
            super(prompt.length, outputTokens, PromptBlocks.names(prompt));
        }

        long first() {
            return times.get(0);
        }

        /** The longest time between two tokens. */
        long longestGap() {
            long longest = 0;
            for (int i = 1; i < times.size(); i++) {
                longest = Math.max(longest, times.get(i) - times.get(i - 1));
            }
            return longest;
        }
    }

    /** Does one step, and returns the time at its end; the same time when there is nothing to do. */
    static long step(BatchingModel<Noted> model, long now) {
        long end = now + model.beginStep();
        model.endStep(sequence -> sequence.times.add(end));
        return end;
    }

    /** Runs until nothing is left to do, and returns the time then. */
    static long run(BatchingModel<Noted> model, long from) {
        long now = from;
        for (long next = step(model, now); next > now; next = step(model, now)) {
            now = next;
        }
        return now;
    }

    static BatchingModel<Noted> with(StepCost cost, BatchLimits limits, List<Noted> sequences) {
        var model = new BatchingModel<Noted>(cost, limits);
        sequences.forEach(model::arrive);
        return model;
    }

    static List<Noted> sequences(int count, int promptTokens, int outputTokens) {
        var sequences = new ArrayList<Noted>();
        for (int i = 0; i < count; i++) {
            sequences.add(new Noted(promptTokens, outputTokens));
        }
        return sequences;
    }
}
