package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;
import java.util.OptionalInt;

/**
 * A prompt of a file.
 *
 * @param prompt what to answer
 * @param outputTokens the wanted length of the answer where the file says it
 * @param size characters of the prompt, to bound memory by
 */
record FilePrompt(Prompt prompt, OptionalInt outputTokens, int size) {
    static FilePrompt of(String text) {
        return new FilePrompt(new Prompt.Text(text), OptionalInt.empty(), text.length());
    }
}
