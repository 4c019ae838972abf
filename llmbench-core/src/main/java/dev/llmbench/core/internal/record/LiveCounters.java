package dev.llmbench.core.internal.record;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What one event loop has counted so far, written by it alone and read by anybody.
 *
 * <p>Written with {@code lazySet}: a plain store on x86, since nobody else writes; a reader may see it a little later.
 */
public final class LiveCounters {
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong succeeded = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong otherwiseEnded = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong knownTokens = new AtomicLong();
    private final AtomicLong knownEvents = new AtomicLong();
    private final @Nullable TokenTarget target;

    /**
     * Creates counters.
     *
     * @param target who else is told of every event, if anybody
     */
    public LiveCounters(@Nullable TokenTarget target) {
        this.target = target;
    }

    /** Counts a token-bearing event with its exact number of tokens, or 0 where the server told none. */
    public void event(long nanos, int exactTokens) {
        add(events, 1);
        if (exactTokens > 0) {
            add(knownTokens, exactTokens);
            add(knownEvents, 1);
        }
        if (target != null) {
            target.event(nanos, exactTokens);
        }
    }

    /** Counts a request whose turn has come. */
    public void started() {
        add(started, 1);
    }

    /**
     * Counts a request that is over. What usage told of the whole answer takes the place of what its events told.
     *
     * @param outcome what became of it
     * @param trace its counts
     */
    public void ended(Outcome outcome, RequestTrace trace) {
        switch (outcome) {
            case SUCCEEDED -> add(succeeded, 1);
            case FAILED -> add(failed, 1);
            case DROPPED -> add(dropped, 1);
            case CENSORED, CANCELLED -> add(otherwiseEnded, 1);
        }
        if (trace.outputTokens >= 0) {
            add(knownTokens, trace.outputTokens - trace.exactTokens);
            add(knownEvents, trace.events - trace.exactEvents);
        }
    }

    /**
     * Returns what was counted until about now.
     *
     * @return a snapshot
     */
    public Snapshot snapshot() {
        return new Snapshot(
                events.get(),
                started.get(),
                succeeded.get(),
                failed.get(),
                otherwiseEnded.get(),
                dropped.get(),
                knownTokens.get(),
                knownEvents.get());
    }

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
    }

    /**
     * What was counted until about some moment.
     *
     * @param events token-bearing events
     * @param started requests whose turn has come
     * @param succeeded requests that succeeded
     * @param failed requests that failed
     * @param otherwiseEnded requests that were cut off
     * @param dropped requests that could not be offered
     * @param knownTokens output tokens that the server has told, with an event or for a whole answer
     * @param knownEvents the events that brought them
     */
    public record Snapshot(
            long events,
            long started,
            long succeeded,
            long failed,
            long otherwiseEnded,
            long dropped,
            long knownTokens,
            long knownEvents) {
        /** Nothing counted. */
        public static final Snapshot ZERO = new Snapshot(0, 0, 0, 0, 0, 0, 0, 0);

        /** Returns both together. */
        public Snapshot plus(Snapshot other) {
            return new Snapshot(
                    events + other.events,
                    started + other.started,
                    succeeded + other.succeeded,
                    failed + other.failed,
                    otherwiseEnded + other.otherwiseEnded,
                    dropped + other.dropped,
                    knownTokens + other.knownTokens,
                    knownEvents + other.knownEvents);
        }

        /** Returns requests under way. */
        public long inFlight() {
            return Math.max(0, started - succeeded - failed - otherwiseEnded);
        }

        /** Returns whether the server has not told the tokens of every event. */
        public boolean estimated() {
            return events > knownEvents;
        }

        /** Returns output tokens: those that are known, and of other events as many in proportion. */
        public long outputTokens() {
            double ratio = knownEvents == 0 ? 1 : (double) knownTokens / knownEvents;
            return knownTokens + Math.round((events - knownEvents) * ratio);
        }
    }
}
