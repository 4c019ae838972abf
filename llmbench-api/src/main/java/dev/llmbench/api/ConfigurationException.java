package dev.llmbench.api;

/** What was asked for can't be done as stated, such as an unknown protocol or an empty prompt file. Change it. */
public class ConfigurationException extends LlmBenchException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     */
    public ConfigurationException(String message) {
        super(message);
    }

    /**
     * Creates an exception.
     *
     * @param message what happened, which value, what to do
     * @param cause what lies behind
     */
    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
