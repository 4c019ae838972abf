package dev.llmbench.simulator.script;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * What an answer says about its tokens.
 *
 * @param when whether it says it
 * @param prompt the prompt tokens it claims; empty claims the number of ids of a prompt of token ids, else the number of
 *     words (separated by white space) of the text, over all messages of a chat
 * @param completion the output tokens it claims; empty claims those that were scripted
 */
public record UsageReport(When when, OptionalInt prompt, OptionalInt completion) {
    /** Whether an answer reports its usage. */
    public enum When {
        /** As the request's {@code stream_options} ask. */
        AS_ASKED,
        /** In a last chunk, asked or not. */
        ALWAYS,
        /** On every chunk and in a last one, asked or not. */
        CONTINUOUS,
        /** Never, even when asked. */
        NEVER
    }

    /** Refuses null. */
    public UsageReport {
        Objects.requireNonNull(when, "when");
        prompt.ifPresent(tokens -> Checks.atLeast(0, tokens, "prompt"));
        completion.ifPresent(tokens -> Checks.atLeast(0, tokens, "completion"));
    }
}
