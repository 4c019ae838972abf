package dev.llmbench.core.internal.load;

/** Where event loops get requests from; safe for use by several loops, and never blocks for long. */
public interface RequestSupply {
    /**
     * Returns the next request.
     *
     * @return a request that nobody else gets
     */
    PreparedRequest next();

    /**
     * Returns the next request with a shorter answer.
     *
     * @param share of the answer's wanted length, above 0 and at most 1
     * @return a request that nobody else gets
     */
    PreparedRequest nextShortened(double share);
}
