package dev.llmbench.simulator.script;

import java.util.Objects;
import java.util.Optional;

/**
 * What goes wrong in the middle of an answer of tokens.
 *
 * @param afterTokens how many tokens are sent before, rounded up to whole events
 * @param error the message of an error object that is sent, as vLLM does it, or empty for none
 * @param ending how the connection goes on then
 */
public record Fault(int afterTokens, Optional<String> error, Ending ending) {
    /** Refuses a negative count. */
    public Fault {
        Checks.atLeast(0, afterTokens, "afterTokens");
        Objects.requireNonNull(error, "error");
        Objects.requireNonNull(ending, "ending");
    }
}
