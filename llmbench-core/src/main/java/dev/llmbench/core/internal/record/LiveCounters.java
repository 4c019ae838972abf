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
    private final AtomicLong reportedTokens = new AtomicLong();
    private final AtomicLong reportedEvents = new AtomicLong();
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
        if (target != null) {
            target.event(nanos, exactTokens);
        }
    }

    /** Counts a request whose turn has come. */
    public void started() {
        add(started, 1);
    }

    /**
     * Counts a request that is over.
     *
     * @param outcome what became of it
     * @param tokens its output tokens by usage, or -1
     * @param itsEvents its token-bearing events
     */
    public void ended(Outcome outcome, long tokens, int itsEvents) {
        switch (outcome) {
            case SUCCEEDED -> add(succeeded, 1);
            case FAILED -> add(failed, 1);
            case DROPPED -> add(dropped, 1);
            case CENSORED, CANCELLED -> add(otherwiseEnded, 1);
        }
        if (tokens >= 0) {
            add(reportedTokens, tokens);
            add(reportedEvents, itsEvents);
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
                reportedTokens.get(),
                reportedEvents.get());
    }

    private static void add(AtomicLong counter, long more) {
        counter.lazySet(counter.get() + more);
    }

    /** What was counted until about some moment; the fields are as in {@link LiveCounters}. */
    public record Snapshot(
            long events,
            long started,
            long succeeded,
            long failed,
            long otherwiseEnded,
            long dropped,
            long reportedTokens,
            long reportedEvents) {
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
                    reportedTokens + other.reportedTokens,
                    reportedEvents + other.reportedEvents);
        }

        /** Returns requests under way. */
        public long inFlight() {
            return Math.max(0, started - succeeded - failed - otherwiseEnded);
        }

        /** Returns output tokens: reported ones, and events of other requests at the ratio of the reported ones. */
        public long outputTokens() {
            double ratio = reportedEvents == 0 ? 1 : (double) reportedTokens / reportedEvents;
            return reportedTokens + Math.round((events - reportedEvents) * ratio);
        }
    }
}
