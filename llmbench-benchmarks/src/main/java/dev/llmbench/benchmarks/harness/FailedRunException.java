package dev.llmbench.benchmarks.harness;

/** A run that gave no figures; whoever measures may try it again. */
public final class FailedRunException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message what happened, in words for people
     */
    public FailedRunException(String message) {
        super(message);
    }
}
