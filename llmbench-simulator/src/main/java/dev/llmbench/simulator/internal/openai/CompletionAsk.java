package dev.llmbench.simulator.internal.openai;

import java.util.OptionalInt;

/**
 * What a request to a text route asks for.
 *
 * @param route which route
 * @param model as named, or empty text when it names none
 * @param prompt what is to be continued
 * @param length of the answer
 * @param stream whether the answer is wanted as a stream
 * @param includeUsage whether a last chunk with the usage is wanted
 * @param continuousUsage whether every chunk is wanted with usage
 */
public record CompletionAsk(
        Route route,
        String model,
        AskedPrompt prompt,
        Length length,
        boolean stream,
        boolean includeUsage,
        boolean continuousUsage) {
    /**
     * How long the answer may be.
     *
     * @param max tokens at most, if the request says so
     * @param min tokens at least
     * @param ignoreEos whether the model must not stop by itself
     */
    public record Length(OptionalInt max, int min, boolean ignoreEos) {}
}
