package dev.llmbench.benchmarks.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A quantity as it was seen from time to time. Thread-safe.
 */
final class Course {
    private record Point(long nanos, double value) {}

    private final List<Point> points = new ArrayList<>();

    /** Adds what was seen; moments never go back. */
    synchronized void add(long nanos, double value) {
        points.add(new Point(nanos, value));
    }

    /**
     * Returns the value at a moment, on a line between the neighbours of that moment; outside of what was seen, the first or
     * the last value.
     *
     * @throws IllegalStateException if nothing was seen
     */
    synchronized double at(long nanos) {
        if (points.isEmpty()) {
            throw new IllegalStateException("nothing was sampled yet");
        }
        Point before = points.get(0);
        for (Point point : points) {
            if (point.nanos >= nanos) {
                long distance = point.nanos - before.nanos;
                return distance <= 0
                        ? point.value
                        : before.value + (point.value - before.value) * (nanos - before.nanos) / distance;
            }
            before = point;
        }
        return before.value;
    }

    /** Returns the values that were seen between two moments, both included, in ascending order. */
    synchronized List<Double> sortedBetween(long from, long to) {
        return points.stream()
                .filter(point -> point.nanos >= from && point.nanos <= to)
                .map(Point::value)
                .sorted(Comparator.naturalOrder())
                .toList();
    }
}
