package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.Words;
import java.util.SplittableRandom;

/**
 * The answer to a request: how long it gets, and its words. The same prompt has the same answer in every run with one seed.
 *
 * @param promptTokens with the chat template's
 * @param outputTokens at least 1
 * @param finishReason {@code length} or {@code stop}
 * @param seed of the words
 */
record GeneratedText(int promptTokens, int outputTokens, String finishReason, long seed) {
    /** What the template of a chat adds to its messages, whatever they are. */
    static final int TEMPLATE_TOKENS = 5;

    private static final int DEFAULT_COMPLETION_TOKENS = 16;
    private static final int LONGEST_UNASKED = 512;
    private static final double SMALLEST_SHARE = 0.3;

    /**
     * Returns the answer.
     *
     * @throws BadAskException when it would not fit into the model's length
     */
    static GeneratedText of(CompletionAsk ask, ServedModel served) {
        int prompt = ask.prompt().tokens() + (ask.route() == Route.CHAT ? TEMPLATE_TOKENS : 0);
        if (prompt == 0) {
            throw new BadAskException(400, "BadRequestError", "prompt", "The decoder prompt cannot be empty");
        }
        int room = served.maxLength() - prompt;
        int unasked = ask.route() == Route.CHAT ? Math.min(LONGEST_UNASKED, room) : DEFAULT_COMPLETION_TOKENS;
        int max = ask.length().max().orElse(unasked);
        if (room < 1 || max > room) {
            String where = ask.route() == Route.CHAT ? "messages" : "prompt";
            throw new BadAskException(
                    400,
                    "BadRequestError",
                    "",
                    "This model's maximum context length is " + served.maxLength()
                            + " tokens. However, you requested " + ((long) prompt + Math.max(0, max)) + " tokens ("
                            + prompt
                            + " in the " + where + ", " + Math.max(0, max) + " in the completion). Please reduce the"
                            + " length of the " + where + " or completion.");
        }
        if (ask.length().min() > max) {
            throw new BadAskException(
                    400,
                    "BadRequestError",
                    "min_tokens",
                    "min_tokens must be less than or equal to max_tokens=" + max + ", got "
                            + ask.length().min() + ".");
        }
        long seed = served.seed() * 1_000_003L + ask.prompt().hash();
        int output = ask.length().ignoreEos() ? max : Math.max(ask.length().min(), naturalLength(max, seed));
        return new GeneratedText(prompt, output, output == max ? "length" : "stop", seed);
    }

    private static int naturalLength(int max, long seed) {
        double share = SMALLEST_SHARE + (1 - SMALLEST_SHARE) * new SplittableRandom(seed).nextDouble();
        return Math.max(1, (int) (share * max));
    }

    /** Returns the index of a word. */
    int word(int position) {
        return Words.indexOf(seed, position);
    }

    /** Returns the whole text. */
    String whole() {
        var text = new StringBuilder(outputTokens * 7);
        for (int i = 0; i < outputTokens; i++) {
            text.append(Words.word(word(i)));
        }
        return text.toString();
    }
}
