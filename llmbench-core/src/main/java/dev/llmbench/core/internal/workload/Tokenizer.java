package dev.llmbench.core.internal.workload;

import java.util.Optional;

/** Asks a server for the tokens of a text. */
@FunctionalInterface
public interface Tokenizer {
    /** Knows no text: the server has no route for it. */
    Tokenizer NONE = text -> Optional.empty();

    /**
     * Asks for token ids, without special tokens where the server has a choice.
     *
     * @param text any text
     * @return the ids, or empty when the server does not tell
     */
    Optional<int[]> tokenize(String text);
}
