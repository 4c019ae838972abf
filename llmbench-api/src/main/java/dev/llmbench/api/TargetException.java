package dev.llmbench.api;

/** The target can't be reached, or does not answer as an inference server does. Check the server, then try again. */
public class TargetException extends LlmBenchException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     */
    public TargetException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     * @param cause what lies behind
     */
    public TargetException(String message, Throwable cause) {
        super(message, cause);
    }
}
