package dev.llmbench.api;

/** Whether a measurement can be trusted. */
public enum Verdict {
    /** Every check that could be made was passed. */
    VALID,
    /** Something is doubtful; the reasons tell. */
    SUSPECT,
    /** The figures must not be used. */
    INVALID;

    /**
     * Returns the worse of two.
     *
     * @param other another verdict
     * @return the worse
     */
    public Verdict worse(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
