package dev.llmbench.api;

/**
 * Requests by the phase in which they were scheduled.
 *
 * @param warmUp before the measured window
 * @param measured in the measured window W
 * @param held after W, sent only to keep the load on until W's requests had finished
 */
public record PhaseCounts(RequestCounts warmUp, RequestCounts measured, RequestCounts held) {
    /**
     * Returns the requests of all phases.
     *
     * @return the sum
     */
    public RequestCounts overall() {
        return warmUp.plus(measured).plus(held);
    }

    /**
     * Returns these counts and others together, phase by phase.
     *
     * @param other more requests
     * @return the sums
     */
    public PhaseCounts plus(PhaseCounts other) {
        return new PhaseCounts(warmUp.plus(other.warmUp), measured.plus(other.measured), held.plus(other.held));
    }
}
