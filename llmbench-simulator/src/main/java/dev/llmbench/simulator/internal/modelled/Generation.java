package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.model.Sequence;

/** A sequence whose tokens go to a client, with the times that some engines tell. */
public abstract class Generation extends Sequence {
    private final GeneratedText text;
    private final long arrivedNanos = System.nanoTime();
    private long enteredNanos;
    private long firstNanos;

    Generation(GeneratedText text) {
        super(text.promptTokens(), text.outputTokens(), text.promptBlocks());
        this.text = text;
    }

    /** Returns the answer. */
    public final GeneratedText text() {
        return text;
    }

    /** Returns the word of the last token, with its space. */
    public final String word() {
        return text.words(generated() - 1, generated());
    }

    /** Returns nanoseconds from the request's arrival to now. */
    public final long elapsedNanos() {
        return System.nanoTime() - arrivedNanos;
    }

    /** Returns nanoseconds from leaving the queue to the first token. */
    public final long promptNanos() {
        return firstNanos - enteredNanos;
    }

    /** Returns nanoseconds from the first token to now. */
    public final long outputNanos() {
        return System.nanoTime() - firstNanos;
    }

    @Override
    protected final void entered() {
        enteredNanos = System.nanoTime();
    }

    final void tokenMade() {
        if (generated() == 1) {
            firstNanos = System.nanoTime();
        }
        send();
    }

    /** Sends the token that the engine has just made, the {@link #generated}th. */
    abstract void send();
}
