package dev.llmbench.core.internal.record;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * The number of output tokens for which a level races; told of every event by every loop.
 *
 * <p>As long as the server tells the count of every event, the event that reaches the target is known when it comes. Once
 * an event had no count, the target must be watched by estimates, and the crossing is computed when the level is over.
 */
public final class TokenTarget {
    private final long target;
    private final LongConsumer crossed;
    private final AtomicLong sum = new AtomicLong();
    private volatile boolean uncounted;
    private volatile long crossedAt = RequestRecord.ABSENT;

    /**
     * Creates a target.
     *
     * @param target the number of tokens
     * @param crossed is told, on the loop of the event, the stamp of the event that reaches it; once at the most
     */
    public TokenTarget(long target, LongConsumer crossed) {
        this.target = target;
        this.crossed = crossed;
    }

    /** Takes a token-bearing event with its exact count, or 0 where the server told none. */
    void event(long nanos, int exactTokens) {
        if (uncounted) {
            return;
        }
        if (exactTokens <= 0) {
            uncounted = true;
            return;
        }
        long reached = sum.addAndGet(exactTokens);
        if (reached >= target && reached - exactTokens < target) {
            crossedAt = nanos;
            crossed.accept(nanos);
        }
    }

    /** Returns the stamp of the event that reached the target, or empty where none did or not every count was told. */
    public OptionalLong crossedAt() {
        return crossedAt == RequestRecord.ABSENT ? OptionalLong.empty() : OptionalLong.of(crossedAt);
    }

    /** Returns the number of tokens wanted. */
    public long target() {
        return target;
    }

    /** Returns whether the count of every event so far was told. */
    public boolean exact() {
        return !uncounted;
    }

    /** Returns the tokens so far, where {@link #exact()}. */
    public long sum() {
        return sum.get();
    }
}
