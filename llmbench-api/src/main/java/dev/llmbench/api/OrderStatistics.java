package dev.llmbench.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Ranks that bound a quantile with a given confidence, whatever the distribution (order statistics). */
final class OrderStatistics {
    static final double CONFIDENCE = 0.95;

    private static final double Z = 1.959963984540054; // two-sided 95 % of the normal distribution
    private static final int EXACT_UP_TO = 2_000;

    /** The published needs of the usual percentiles; between them {@link #needed} goes by the same tail probability. */
    private static final double[][] NEEDED = {{90, 64}, {95, 130}, {99, 662}, {99.9, 6_636}};

    private static final double TAIL = 0.00131; // probability left by NEEDED: 0.99^662 and its neighbours

    private OrderStatistics() {}

    /** The rank, from 1 to n, of the p-th percentile among n samples: the smallest with at least p % at or below it. */
    static long rank(double percentile, long n) {
        // In decimals: 99.9 / 100 * n in doubles rounds up past whole ranks, by more the larger n is.
        BigDecimal exact = BigDecimal.valueOf(percentile)
                .multiply(BigDecimal.valueOf(n))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING);
        return Math.max(1, Math.min(n, exact.longValueExact()));
    }

    /** How many samples a percentile needs before its figure is trusted. */
    static long needed(double percentile) {
        for (double[] row : NEEDED) {
            if (Math.abs(row[0] - percentile) < 1e-9) {
                return (long) row[1];
            }
        }
        double inner = Math.max(percentile, 100 - percentile) / 100;
        return inner >= 1 ? 1 : (long) Math.ceil(Math.log(TAIL) / Math.log(inner));
    }

    /**
     * The ranks of the samples that enclose the percentile with 95 % confidence: the number of samples below it is
     * binomial. 0 or n + 1 where the samples don't reach so far.
     */
    static long[] enclosingRanks(double percentile, long n) {
        double q = percentile / 100;
        if (n <= EXACT_UP_TO) {
            return exactRanks(q, (int) n);
        }
        double spread = Z * Math.sqrt(n * q * (1 - q));
        return new long[] {
            Math.max(0, (long) Math.floor(n * q - spread)), Math.min(n + 1, (long) Math.ceil(n * q + spread) + 1)
        };
    }

    private static long[] exactRanks(double q, int n) {
        // P(X = k) for X ~ Binomial(n, q), in logarithms so that no factor under- or overflows.
        double[] below = new double[n + 1]; // P(X <= k)
        double logP = n * Math.log1p(-q);
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            sum += Math.exp(logP);
            below[k] = sum;
            if (k < n) {
                logP += Math.log((double) (n - k) / (k + 1)) + Math.log(q) - Math.log1p(-q);
            }
        }
        double tail = (1 - CONFIDENCE) / 2;
        int low = 0;
        while (low < n && below[low] <= tail) { // P(X <= low) <= tail: the sample of rank low + 1 is still surely below
            low++;
        }
        int high = n;
        while (high > 0 && 1 - below[high - 1] <= tail) { // P(X >= high) <= tail
            high--;
        }
        return new long[] {low, high + 1L};
    }
}
