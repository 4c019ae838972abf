package dev.llmbench.benchmarks.harness;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A median with its 95 % interval by the percentile bootstrap (Efron 1979): the repetitions are drawn again, with
 * replacement, ten thousand times.
 *
 * @param median of the repetitions
 * @param low the 2.5 % quantile of the medians that were drawn
 * @param high the 97.5 % quantile
 * @param repetitions how many there were
 */
public record Estimate(double median, double low, double high, int repetitions) {
    private static final int DRAWS = 10_000;
    private static final double TAIL = 0.025;

    /**
     * Estimates the median of repetitions.
     *
     * @param values one a repetition, at least one
     * @param seed of the draws
     * @return the estimate
     */
    public static Estimate median(double[] values, long seed) {
        if (values.length == 0) {
            throw new IllegalArgumentException("an estimate needs at least one repetition");
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] medians = new double[DRAWS];
        double[] drawn = new double[values.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = values[random.nextInt(values.length)];
            }
            medians[draw] = middle(drawn);
        }
        Arrays.sort(medians);
        return new Estimate(
                middle(values.clone()),
                medians[(int) (TAIL * (DRAWS - 1))],
                medians[(int) Math.ceil((1 - TAIL) * (DRAWS - 1))],
                values.length);
    }

    /**
     * Estimates the ratio of two figures that were measured by turns.
     *
     * @param ours one a repetition
     * @param theirs those of the same repetitions, in the same order, none zero
     * @param seed of the draws
     * @return the median of the ratios ours / theirs
     */
    public static Estimate medianRatio(double[] ours, double[] theirs, long seed) {
        if (ours.length != theirs.length) {
            throw new IllegalArgumentException(
                    "pairs need as many of one as of the other, but were " + ours.length + " and " + theirs.length);
        }
        double[] ratios = new double[ours.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours[i] / theirs[i];
        }
        return median(ratios, seed);
    }

    /**
     * Tells the estimate in words.
     *
     * @param digits behind the point
     * @return such as {@code 1.14 [1.10, 1.19]}
     */
    public String words(int digits) {
        String number = "%." + digits + "f";
        return String.format(Locale.ROOT, number + " [" + number + ", " + number + "]", median, low, high);
    }

    /** Sorts in place. */
    private static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
