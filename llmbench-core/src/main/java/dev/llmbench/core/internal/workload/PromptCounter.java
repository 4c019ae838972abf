package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;
import java.util.OptionalLong;

/** Asks a server how many tokens it counts for a prompt, by a real request for one token. */
@FunctionalInterface
public interface PromptCounter {
    /** Knows no prompt: the server reports no counts. */
    PromptCounter NONE = prompt -> OptionalLong.empty();

    /**
     * Asks for the count that a request with this prompt reports, template and special tokens included.
     *
     * @param prompt any prompt
     * @return the number of tokens, or empty when the server refuses the prompt or reports no count
     */
    OptionalLong promptTokens(Prompt prompt);
}
