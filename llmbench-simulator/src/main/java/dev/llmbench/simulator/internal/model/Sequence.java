package dev.llmbench.simulator.internal.model;

/** A request in the engine: so many prompt tokens in, so many output tokens out. */
public class Sequence {
    private final int promptTokens;
    private final int outputTokens;
    private int generated;
    private boolean cancelled;

    /** Creates a sequence; both counts are at least 1. */
    public Sequence(int promptTokens, int outputTokens) {
        if (promptTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("promptTokens and outputTokens must be at least 1, but were "
                    + promptTokens + " and " + outputTokens);
        }
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
    }

    /** Returns the prompt's length. */
    public final int promptTokens() {
        return promptTokens;
    }

    /** Returns how many tokens the answer will have. */
    public final int outputTokens() {
        return outputTokens;
    }

    /** Returns how many tokens the answer has so far. */
    public final int generated() {
        return generated;
    }

    /** Returns whether nothing more will come. */
    public final boolean finished() {
        return cancelled || generated == outputTokens;
    }

    final void generate() {
        generated++;
    }

    final void cancel() {
        cancelled = true;
    }
}
