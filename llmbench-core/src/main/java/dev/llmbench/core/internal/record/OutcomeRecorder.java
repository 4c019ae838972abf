package dev.llmbench.core.internal.record;

import dev.llmbench.api.Distribution;

/**
 * One latency over the requests of W, with those that never got so far; written by one thread.
 *
 * <p>Failed and dropped requests count as infinitely slow, unless they reached the point before they failed; requests
 * that were cut off count at their age, unless they had reached the point, which then is a plain sample.
 */
public final class OutcomeRecorder {
    private final LatencyRecorder succeeded;
    private final LatencyRecorder failedWithValue;
    private final LatencyRecorder censoredAges;
    private long infinite;

    OutcomeRecorder(long highestNanos) {
        succeeded = LatencyRecorder.exactWhileFew(highestNanos);
        failedWithValue = LatencyRecorder.exactWhileFew(highestNanos);
        censoredAges = LatencyRecorder.exactWhileFew(highestNanos);
    }

    /** Records a request that got so far. */
    void reached(Outcome outcome, long nanos) {
        if (outcome == Outcome.FAILED) {
            failedWithValue.record(nanos);
        } else {
            succeeded.record(nanos);
        }
    }

    /** Records a request that never got so far, at its age when it ended. */
    void missed(Outcome outcome, long age) {
        if (outcome == Outcome.FAILED || outcome == Outcome.DROPPED) {
            infinite++;
        } else if (outcome == Outcome.CENSORED) {
            censoredAges.record(age);
        }
    }

    void add(OutcomeRecorder other) {
        succeeded.add(other.succeeded);
        failedWithValue.add(other.failedWithValue);
        censoredAges.add(other.censoredAges);
        infinite += other.infinite;
    }

    /** Returns what was recorded. */
    public Distribution distribution() {
        return new Distribution(succeeded.samples(), failedWithValue.samples(), infinite, censoredAges.samples(), true);
    }
}
