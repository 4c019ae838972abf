package dev.llmbench.core.internal.probe;

import java.util.Map;

/**
 * The tokens of llmbench's own questions before a run, so that a run's counts can be compared with the server's. Used by
 * one thread.
 */
public final class TokensBeforeRun {
    private long prompt;
    private long output;

    TokensBeforeRun() {}

    void add(Findings answer) {
        prompt += answer.promptTokens().orElse(0);
        output += answer.outputTokens().orElse(0);
    }

    /**
     * Returns the sums, for the result.
     *
     * @return prompt and output tokens by the server's usage
     */
    public Map<String, String> sums() {
        return Map.of("tokensBeforeRun.prompt", Long.toString(prompt), "tokensBeforeRun.output", Long.toString(output));
    }
}
