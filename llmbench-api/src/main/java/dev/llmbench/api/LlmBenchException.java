package dev.llmbench.api;

/**
 * Nothing could be measured. The message says what happened, which value, and what to do; it never holds a secret.
 *
 * <p>A request that fails is not an exception: it is data in the result.
 */
public class LlmBenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     */
    public LlmBenchException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     * @param cause what lies behind
     */
    public LlmBenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
