package dev.llmbench.core.internal.record;

/**
 * How many tokens each arrival of a finished request stands for (docs/metrics.md, "Token weights").
 *
 * <p>EXACT: the server told the count of every event; tokens of its total that came without a visible event are added to
 * the last arrival, so that none vanishes. Where the counts exceed the total they contradict it, and the total wins: the
 * weights of a request always add up to its tokens. PRORATED: the total spread evenly over the events. ESTIMATED: no total; an
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
    private ArrivalBuffer arrivals = new ArrivalBuffer();
    private double perEvent = 1;
    private long withoutEvent;
    private long total = -1;

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
        total = outputTokens;
        long told = buffer.allExact() ? sumOf(buffer) : Long.MAX_VALUE;
        if (buffer.allExact() && (outputTokens < 0 || told <= outputTokens)) {
            basis = Basis.EXACT;
            total = Math.max(told, outputTokens);
            withoutEvent = total - told;
        } else if (outputTokens >= 0 && events > 0) {
            basis = Basis.PRORATED;
            perEvent = (double) outputTokens / events;
        } else {
            basis = Basis.ESTIMATED;
        }
    }

    private static long sumOf(ArrivalBuffer buffer) {
        long sum = 0;
        for (int i = 0; i < buffer.count(); i++) {
            sum += buffer.exactTokens(i);
        }
        return sum;
    }

    /** Returns the request's output tokens: by usage, else the sum of its exact counts, or -1 where neither is told. */
    public long total() {
        return total;
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
