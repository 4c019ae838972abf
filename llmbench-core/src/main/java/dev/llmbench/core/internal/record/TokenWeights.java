package dev.llmbench.core.internal.record;

/**
 * How many tokens each arrival of a finished request stands for (docs/metrics.md, "Token weights").
 *
 * <p>EXACT: the server told the count of every event; tokens of its total that came without a visible event are added to
 * the last arrival, so that none vanishes. PRORATED: the total spread evenly over the events. ESTIMATED: no total; an
 * event's weight is known only when the level is over, so the unit here is the event.
 */
public final class TokenWeights {
    /** On what a weight rests. */
    public enum Basis {
        EXACT,
        PRORATED,
        ESTIMATED
    }

    private Basis basis = Basis.ESTIMATED;
    private ArrivalBuffer arrivals = new ArrivalBuffer(0);
    private double perEvent = 1;
    private long withoutEvent;

    /**
     * Turns to a finished request.
     *
     * @param buffer its arrivals
     * @param events its token-bearing events
     * @param outputTokens its total by usage, or -1
     */
    public void of(ArrivalBuffer buffer, int events, long outputTokens) {
        arrivals = buffer;
        withoutEvent = 0;
        perEvent = 1;
        if (buffer.allExact()) {
            basis = Basis.EXACT;
            long sum = 0;
            for (int i = 0; i < buffer.count(); i++) {
                sum += buffer.exactTokens(i);
            }
            withoutEvent = Math.max(0, outputTokens - sum);
        } else if (outputTokens >= 0 && events > 0) {
            basis = Basis.PRORATED;
            perEvent = (double) outputTokens / events;
        } else {
            basis = Basis.ESTIMATED;
        }
    }

    /** Returns on what the weights of this request rest. */
    public Basis basis() {
        return basis;
    }

    /**
     * Returns the weight of an arrival.
     *
     * @param index the arrival
     * @return tokens; events where {@link #basis()} is ESTIMATED
     */
    public double weight(int index) {
        if (basis == Basis.EXACT) {
            return arrivals.exactTokens(index) + (index == arrivals.count() - 1 ? withoutEvent : 0);
        }
        return arrivals.events(index) * perEvent;
    }
}
