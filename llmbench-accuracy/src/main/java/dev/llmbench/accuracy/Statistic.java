package dev.llmbench.accuracy;

/** Which value of a distribution. */
public enum Statistic {
    /** The mean; of a figure that is one number, that number. */
    MEAN("mean", 0),
    /** The median. */
    P50("p50", 50),
    /** The 95th percentile. */
    P95("p95", 95),
    /** The 99th percentile: told, and not promised, since a few pauses of the machine decide it. */
    P99("p99", 99);

    private final String label;
    private final int percentile;

    Statistic(String label, int percentile) {
        this.label = label;
        this.percentile = percentile;
    }

    /**
     * Returns the name in tables.
     *
     * @return such as {@code p95}
     */
    public String label() {
        return label;
    }

    /** Which percentile it is; means nothing of the mean. */
    int percentile() {
        return percentile;
    }
}
