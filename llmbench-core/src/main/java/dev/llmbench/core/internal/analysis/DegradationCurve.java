package dev.llmbench.core.internal.analysis;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the speed of a stream changes with the length of its answer: keys and values of every token before are read again for
 * each new one, so that long answers come slower.
 *
 * @param slopePerThousandTokens change of tokens per second for 1000 output tokens more, by least squares; negative where
 *     long answers are slower
 * @param loss what is lost from the shortest to the longest answer, as a fraction of the speed of the shortest; negative where
 *     the longest is faster
 * @param sentence the finding in words
 */
public record DegradationCurve(double slopePerThousandTokens, double loss, String sentence) {
    private static final double THOUSAND = 1000;

    /**
     * One length of answers.
     *
     * @param outputTokens length of the answers
     * @param tokensPerSecond output tokens per second of one stream
     */
    public record Point(long outputTokens, double tokensPerSecond) {
        /** Refuses what can be no measurement. */
        public Point {
            if (outputTokens < 1 || !(tokensPerSecond > 0 && tokensPerSecond < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a point needs at least 1 output token and a speed above zero, but had " + outputTokens
                                + " tokens at " + tokensPerSecond + " tokens/s");
            }
        }
    }

    /**
     * Draws the curve through measured points.
     *
     * @param points in any order
     * @return the curve, or empty with fewer than two different lengths
     */
    public static Optional<DegradationCurve> of(List<Point> points) {
        List<Point> sorted = points.stream()
                .sorted(Comparator.comparingLong(Point::outputTokens))
                .toList();
        if (sorted.isEmpty()
                || sorted.get(0).outputTokens() == sorted.get(sorted.size() - 1).outputTokens()) {
            return Optional.empty();
        }
        Point shortest = sorted.get(0);
        Point longest = sorted.get(sorted.size() - 1);
        double from = meanSpeedAt(shortest.outputTokens(), sorted);
        double to = meanSpeedAt(longest.outputTokens(), sorted);
        double loss = 1 - to / from;
        double slope = slope(sorted) * THOUSAND;
        String words = String.format(
                Locale.ROOT,
                "From %,d to %,d output tokens a stream %s %.1f %% of its speed, from %.1f to %.1f tok/s"
                        + " (%+.2f tok/s for each 1,000 tokens more).",
                shortest.outputTokens(),
                longest.outputTokens(),
                loss >= 0 ? "loses" : "gains",
                100 * Math.abs(loss),
                from,
                to,
                slope);
        return Optional.of(new DegradationCurve(slope, loss, words));
    }

    private static double meanSpeedAt(long outputTokens, List<Point> points) {
        return points.stream()
                .filter(point -> point.outputTokens() == outputTokens)
                .mapToDouble(Point::tokensPerSecond)
                .average()
                .orElseThrow();
    }

    /** Around the means, since sums of squares of large lengths would cancel. */
    private static double slope(List<Point> points) {
        double meanTokens =
                points.stream().mapToDouble(Point::outputTokens).average().orElseThrow();
        double meanSpeed =
                points.stream().mapToDouble(Point::tokensPerSecond).average().orElseThrow();
        double products = 0;
        double squares = 0;
        for (Point point : points) {
            double offset = point.outputTokens() - meanTokens;
            products += offset * (point.tokensPerSecond() - meanSpeed);
            squares += offset * offset;
        }
        return products / squares;
    }
}
