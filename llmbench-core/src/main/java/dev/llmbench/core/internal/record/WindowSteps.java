package dev.llmbench.core.internal.record;

import java.util.Arrays;

/** What happened in each second of W, besides tokens; written by one thread. */
public final class WindowSteps {
    /** Length of a step. */
    public static final long STEP_NANOS = 1_000_000_000L;

    private double[] inFlightNanos = new double[128];
    private long[] firstTokens = new long[128];
    private double[] firstTokenNanos = new double[128];
    private long[] failures = new long[128];

    /** Adds the part of a request's life that lies in W. */
    void addLife(long written, long end, LevelClock clock) {
        long origin = clock.windowStart();
        long at = Math.max(written, origin);
        long to = Math.min(end, clock.windowEnd());
        while (at < to) {
            int step = stepOf(at - origin);
            long until = Math.min(to, origin + (step + 1) * STEP_NANOS);
            inFlightNanos[step] += until - at;
            at = until;
        }
    }

    /** Adds a first token that arrived in W. */
    void addFirstToken(long arrived, long timeToFirstToken, LevelClock clock) {
        int step = stepOf(arrived - clock.windowStart());
        firstTokens[step]++;
        firstTokenNanos[step] += timeToFirstToken;
    }

    /** Adds a failure in W. */
    void addFailure(long when, LevelClock clock) {
        failures[stepOf(when - clock.windowStart())]++;
    }

    void add(WindowSteps other) {
        stepOf((other.failures.length - 1) * STEP_NANOS);
        for (int i = 0; i < other.failures.length; i++) {
            inFlightNanos[i] += other.inFlightNanos[i];
            firstTokens[i] += other.firstTokens[i];
            firstTokenNanos[i] += other.firstTokenNanos[i];
            failures[i] += other.failures[i];
        }
    }

    private int stepOf(long offset) {
        int step = (int) (offset / STEP_NANOS);
        if (step >= failures.length) {
            int length = Math.max(step + 1, 2 * failures.length);
            inFlightNanos = Arrays.copyOf(inFlightNanos, length);
            firstTokens = Arrays.copyOf(firstTokens, length);
            firstTokenNanos = Arrays.copyOf(firstTokenNanos, length);
            failures = Arrays.copyOf(failures, length);
        }
        return step;
    }

    /** Returns the time that requests spent under way in a step, in nanoseconds. */
    public double inFlightNanos(int step) {
        return step < inFlightNanos.length ? inFlightNanos[step] : 0;
    }

    /** Returns how many first tokens arrived in a step. */
    public long firstTokens(int step) {
        return step < firstTokens.length ? firstTokens[step] : 0;
    }

    /** Returns the sum of their times to first token, in nanoseconds. */
    public double firstTokenNanos(int step) {
        return step < firstTokenNanos.length ? firstTokenNanos[step] : 0;
    }

    /** Returns how many requests failed in a step. */
    public long failures(int step) {
        return step < failures.length ? failures[step] : 0;
    }
}
