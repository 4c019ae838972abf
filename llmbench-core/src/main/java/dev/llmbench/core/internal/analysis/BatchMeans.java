package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Interval;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How far to trust a throughput: the window is cut into 10 to 30 batches, each at least one median latency long, whose
 * rates scatter around the mean.
 *
 * <p>Neighbouring batches may still be alike, which makes them worth less than their number. Their lag-1 correlation r,
 * corrected for its bias in short series, widens the interval by sqrt((1 + r) / (1 - r)) and lowers the degrees of freedom
 * likewise. A correlation below zero never narrows it.
 *
 * <p>Tokens that come in lumps (whole answers, or many streams in step) make batches alike by chance: where the window's
 * ends happen to fall decides on a lump more or less. The interval is never narrower than that.
 *
 * @param perSecond tokens per second over the window
 * @param interval its 95 % interval
 * @param slope its change over the window
 * @param batches how many batches there are
 */
public record BatchMeans(double perSecond, Interval interval, Slope slope, int batches) {
    private static final int FEWEST = 10;
    private static final int MOST = 30;
    private static final double MOST_CORRELATED = 0.9;
    private static final double NOTICEABLE_DRIFT = 0.05;

    /**
     * The change of a rate over the window, by regression over batches.
     *
     * @param perSecond change of tokens per second, each second
     * @param interval its 95 % interval
     * @param significant whether the interval excludes zero and the drift over the window exceeds 5 % of the mean
     */
    public record Slope(double perSecond, Interval interval, boolean significant) {}

    /**
     * Returns interval and slope of a throughput.
     *
     * @param tokens token weights in equal bins from the window's start; the last may be cut short by its end
     * @param binNanos length of a bin
     * @param windowNanos length of the window
     * @param medianEndToEnd the median end-to-end latency of the requests
     * @return interval and slope, or empty when the window has no room for 10 batches
     */
    public static Optional<BatchMeans> of(double[] tokens, long binNanos, long windowNanos, Duration medianEndToEnd) {
        if (windowNanos <= 0) {
            return Optional.empty(); // cancelled before anything was measured
        }
        Bins bins = new Bins(tokens, binNanos, windowNanos);
        long shortest = Math.max(binNanos, medianEndToEnd.toNanos());
        int count = (int) Math.min(MOST, windowNanos / shortest);
        if (count < FEWEST) {
            return Optional.empty();
        }
        double[] rates = IntStream.range(0, count)
                .mapToDouble(i -> bins.rate(windowNanos * i / count, windowNanos * (i + 1) / count))
                .toArray();
        return Optional.of(ofBatches(rates, windowNanos / 1e9, bins.largestLump()));
    }

    private static BatchMeans ofBatches(double[] rates, double windowSeconds, double lump) {
        int n = rates.length;
        double mean = Arrays.stream(rates).average().orElseThrow();
        double[] deviations = new double[n];
        for (int i = 0; i < n; i++) {
            deviations[i] = rates[i] - mean;
        }
        double half = Math.max(halfWidth(deviations, n - 1, 1.0 / n), lump / windowSeconds);

        double batchSeconds = windowSeconds / n;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < n; i++) {
            double time = (i - (n - 1) / 2.0) * batchSeconds;
            squares += time * time;
            products += time * deviations[i];
        }
        double slope = products / squares;
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = deviations[i] - slope * (i - (n - 1) / 2.0) * batchSeconds;
        }
        double slopeHalf = halfWidth(residuals, n - 2, 1 / squares);
        boolean significant = Math.abs(slope) > slopeHalf && Math.abs(slope) * windowSeconds > NOTICEABLE_DRIFT * mean;
        return new BatchMeans(
                mean,
                new Interval(Math.max(0, mean - half), mean + half, StudentT.CONFIDENCE),
                new Slope(slope, new Interval(slope - slopeHalf, slope + slopeHalf, StudentT.CONFIDENCE), significant),
                n);
    }

    /** Half the 95 % interval of an estimate whose variance is {@code perVariance} times that of one batch. */
    private static double halfWidth(double[] residuals, int degrees, double perVariance) {
        double squares = 0;
        double neighbours = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            neighbours += i == 0 ? 0 : residuals[i] * residuals[i - 1];
        }
        if (squares == 0) {
            return 0;
        }
        double measured = neighbours / squares;
        int n = residuals.length;
        // Estimated from n values around their own mean, r comes out too low by about (1 + 4 r) / n (Kendall 1954).
        double corrected = measured + (1 + 4 * measured) / n;
        double correlation = Math.max(0, Math.min(MOST_CORRELATED, corrected));
        double inflation = (1 + correlation) / (1 - correlation);
        double worth = Math.max(3, degrees / inflation);
        return StudentT.twoSided95(worth) * Math.sqrt(squares / degrees * inflation * perVariance);
    }
}
