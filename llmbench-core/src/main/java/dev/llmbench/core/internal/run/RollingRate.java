package dev.llmbench.core.internal.run;

import java.util.ArrayDeque;

/** Tokens per second over the last seconds, and its highest value; used by one thread. */
final class RollingRate {
    private static final long SPAN_NANOS = 5_000_000_000L;

    private record Point(long nanos, long tokens) {}

    private final ArrayDeque<Point> points = new ArrayDeque<>();
    private double rate;
    private double peak;

    /** Forgets everything, as a level begins. */
    void reset() {
        points.clear();
        rate = 0;
        peak = 0;
    }

    /** Adds how many tokens there are in all by now. */
    void add(long nanos, long tokens) {
        points.addLast(new Point(nanos, tokens));
        while (points.size() > 2 && nanos - points.getFirst().nanos() > SPAN_NANOS) {
            points.removeFirst();
        }
        Point first = points.getFirst();
        long elapsed = nanos - first.nanos();
        rate = elapsed <= 0 ? 0 : Math.max(0, tokens - first.tokens()) * 1e9 / elapsed;
        peak = Math.max(peak, rate);
    }

    double perSecond() {
        return rate;
    }

    double peak() {
        return peak;
    }
}
