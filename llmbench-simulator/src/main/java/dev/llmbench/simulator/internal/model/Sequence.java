package dev.llmbench.simulator.internal.model;

/** A request in the engine: so many prompt tokens in, so many output tokens out. */
public class Sequence {
    private final int promptTokens;
    private final int outputTokens;
    private final Holding holding;
    private int generated;
    private int cachedTokens;
    private int computed;
    private int scheduled;
    private boolean enteredBefore;
    private boolean decoding;
    private boolean cancelled;

    /** Creates a sequence whose prompt is like no other; both counts are at least 1. */
    public Sequence(int promptTokens, int outputTokens) {
        this(promptTokens, outputTokens, new long[0]);
    }

    /** Creates a sequence; both counts are at least 1, the names those of {@link PromptBlocks}. */
    public Sequence(int promptTokens, int outputTokens, long[] blocks) {
        if (promptTokens < 1 || outputTokens < 1) {
            throw new IllegalArgumentException("promptTokens and outputTokens must be at least 1, but were "
                    + promptTokens + " and " + outputTokens);
        }
        this.promptTokens = promptTokens;
        this.outputTokens = outputTokens;
        this.holding = new Holding(blocks);
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

    /** Returns how many tokens of the prompt were found in the prefix cache when the sequence first entered. */
    public final int cachedTokens() {
        return cachedTokens;
    }

    /** Returns whether nothing more will come. */
    public final boolean finished() {
        return cancelled || generated == outputTokens;
    }

    /** Called when the sequence leaves the queue for the first time. */
    protected void entered() {}

    /** Enters the batch with so many tokens in the cache already. */
    final void enter(int cached) {
        computed = cached;
        decoding = false;
        if (!enteredBefore) {
            enteredBefore = true;
            cachedTokens = cached;
            entered();
        }
    }

    /** Tokens that are not in the cache yet and must be before the next comes out. */
    final int missing() {
        return promptTokens + generated - computed;
    }

    final int computed() {
        return computed;
    }

    final boolean decoding() {
        return decoding;
    }

    final boolean enteredBefore() {
        return enteredBefore;
    }

    final void schedule(int tokens) {
        scheduled = tokens;
    }

    /** Does what was scheduled; returns whether that makes a token. */
    final boolean compute() {
        boolean worked = scheduled > 0;
        computed += scheduled;
        scheduled = 0;
        if (!worked || missing() > 0) {
            return false;
        }
        generated++;
        decoding = true;
        return true;
    }

    final void cancel() {
        cancelled = true;
    }

    /** Forgets what is in the cache; its room must have been given back. */
    final void forget() {
        computed = 0;
        scheduled = 0;
        decoding = false;
    }

    /** What it has of the cache. */
    final Holding holding() {
        return holding;
    }
}
