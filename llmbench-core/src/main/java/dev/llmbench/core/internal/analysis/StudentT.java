package dev.llmbench.core.internal.analysis;

/** Quantiles for intervals from few values: Student's t distribution, and the normal distribution that it tends to. */
final class StudentT {
    static final double CONFIDENCE = 0.95;

    private static final double Z = 1.959963984540054; // two-sided 95 % of the normal distribution
    private static final double FEWEST_DEGREES = 3;

    private StudentT() {}

    /**
     * The two-sided 95 % quantile: 95 % of the distribution lies within ± this value.
     *
     * <p>The expansion of Cornish and Fisher in powers of 1 / degrees (Abramowitz and Stegun 26.7.5), off by less than
     * 0.6 % from three degrees of freedom up; fewer are refused.
     */
    static double twoSided95(double degrees) {
        if (!(degrees >= FEWEST_DEGREES)) {
            throw new IllegalArgumentException("degrees of freedom must be at least 3, but were " + degrees);
        }
        double z2 = Z * Z;
        double g1 = (z2 + 1) * Z / 4;
        double g2 = ((5 * z2 + 16) * z2 + 3) * Z / 96;
        double g3 = (((3 * z2 + 19) * z2 + 17) * z2 - 15) * Z / 384;
        double g4 = ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945) * Z / 92_160;
        return Z + (g1 + (g2 + (g3 + g4 / degrees) / degrees) / degrees) / degrees;
    }

    /** The share of the normal distribution above a value of 0 or more (Abramowitz and Stegun 26.2.17, off by less than 1e-7). */
    static double normalAbove(double value) {
        double t = 1 / (1 + 0.2316419 * value);
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
