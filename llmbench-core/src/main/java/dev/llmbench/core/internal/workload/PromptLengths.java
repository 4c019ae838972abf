package dev.llmbench.core.internal.workload;

import java.util.List;

/**
 * How the lengths of prompts came about, and what the server adds to them.
 *
 * @param how as in {@link dev.llmbench.api.Sent#promptLengths()}
 * @param verified whether the server's own count of a prompt was compared
 * @param templateOverhead tokens that the server adds to a prompt: chat template, special tokens
 * @param addedByServer how much larger the server's count is than {@link Question#promptTokens()}: the overhead, or 0
 *     where the wanted length includes it
 * @param notes what a reader of the result should know
 */
public record PromptLengths(String how, boolean verified, int templateOverhead, int addedByServer, List<String> notes) {
    static final String TOKEN_IDS = "token ids";
    static final String CALIBRATED = "calibrated text";
    static final String ESTIMATED = "estimated text";
    static final String AS_GIVEN = "as given";

    /** Copies the notes. */
    public PromptLengths {
        notes = List.copyOf(notes);
    }
}
