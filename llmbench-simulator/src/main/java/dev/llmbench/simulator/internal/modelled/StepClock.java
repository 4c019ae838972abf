package dev.llmbench.simulator.internal.modelled;

/**
 * When the steps of an engine begin and end, against a clock that is late.
 *
 * <p>A step begins when the one before should have ended, not when it did, so that small lateness doesn't add up. What can't
 * be made up for is counted: the lateness of a step that is so late that the next begins only then, and that of the last step
 * before a pause.
 */
final class StepClock {
    /** Beyond this the machine was paused, and a real engine would not make up for it with steps of no time. */
    static final long MAX_LATENESS_NANOS = 50_000_000;

    private boolean stepping;
    private long endNanos;
    private long latenessNanos; // of the step before, still to be made up for
    private long busyNanos;
    private long lateNanos;

    /** Whether a step is under way. */
    boolean stepping() {
        return stepping;
    }

    /** When the step under way should end. */
    long endNanos() {
        return endNanos;
    }

    /** Returns the time that all steps should have taken. */
    long busyNanos() {
        return busyNanos;
    }

    /** Returns the time that was lost besides. */
    long lateNanos() {
        return lateNanos;
    }

    /** Begins a step; of no duration, there is nothing to do, and what the last one was late is lost. */
    void begin(long atNanos, long durationNanos) {
        stepping = durationNanos > 0;
        if (stepping) {
            endNanos = atNanos + durationNanos;
            busyNanos += durationNanos;
        } else {
            lateNanos += latenessNanos;
            latenessNanos = 0;
        }
    }

    /** Ends a step, now; returns when the next one begins. */
    long end(long nowNanos) {
        latenessNanos = Math.max(0, nowNanos - endNanos);
        if (latenessNanos > MAX_LATENESS_NANOS) {
            lateNanos += latenessNanos;
            latenessNanos = 0;
            return nowNanos;
        }
        return endNanos;
    }
}
