package dev.llmbench.api;

/**
 * How long the prompts and the answers of a level are, where a plan measures several lengths.
 *
 * @param inputTokens length of the prompts
 * @param outputTokens wanted length of the answers
 */
public record Shape(TokenRange inputTokens, TokenRange outputTokens) {
    /**
     * Returns a shape of one length each.
     *
     * @param input length of the prompts
     * @param output wanted length of the answers
     * @return the shape
     */
    public static Shape of(int input, int output) {
        return new Shape(TokenRange.exactly(input), TokenRange.exactly(output));
    }

    /**
     * Returns the shape in a few words.
     *
     * @return such as {@code 128 in, 2048 out}
     */
    public String label() {
        return inputTokens + " in, " + outputTokens + " out";
    }
}
