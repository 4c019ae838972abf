package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.model.PromptBlocks;
import dev.llmbench.simulator.internal.openai.AskedPrompt;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.CompletionAsk.Length;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.Words;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The answer to a request: how long it gets, and its words. The same prompt has the same answer in every run with one seed.
 *
 * @param prompt token ids, with the chat template's
 * @param outputTokens at least 1
 * @param finishReason {@code length} or {@code stop}
 * @param seed of the words
 */
@SuppressWarnings("ArrayRecordComponent") // made for one generation, never compared
public record GeneratedText(int[] prompt, int outputTokens, String finishReason, long seed) {
    /** What the template of a chat adds to its messages, whatever they are. */
    public static final int TEMPLATE_TOKENS = 5;

    /** How long an answer gets at most whose request says nothing. */
    public static final int LONGEST_UNASKED = 512;

    private static final int DEFAULT_COMPLETION_TOKENS = 16;
    private static final double SMALLEST_SHARE = 0.3;

    /**
     * Returns the answer to a request on an OpenAI route.
     *
     * @throws BadAskException when it would not fit into the model's length
     */
    public static GeneratedText of(CompletionAsk ask, ServedModel served) {
        boolean chat = ask.route() == Route.CHAT;
        int[] prompt = tokens(ask.prompt(), chat);
        int unasked = chat ? Math.min(LONGEST_UNASKED, served.maxLength() - prompt.length) : DEFAULT_COMPLETION_TOKENS;
        String where = chat ? "messages" : "prompt";
        return of(prompt, ask.prompt().hash(), ask.length(), unasked, where, served);
    }

    /** Returns the ids of a prompt, behind those of the template where it goes through one. */
    public static int[] tokens(AskedPrompt prompt, boolean template) {
        IntStream before = IntStream.range(0, template ? TEMPLATE_TOKENS : 0);
        return IntStream.concat(before, Arrays.stream(prompt.tokens())).toArray();
    }

    /**
     * Returns the answer to a prompt.
     *
     * @param prompt token ids
     * @param hash of the prompt, by which the answer's words are drawn
     * @param length that is asked for
     * @param unasked the greatest length where the request names none
     * @param where the field of the prompt
     * @param served the model
     * @throws BadAskException when it would not fit into the model's length
     */
    public static GeneratedText of(
            int[] prompt, int hash, Length length, int unasked, String where, ServedModel served) {
        if (prompt.length == 0) {
            throw BadAskException.invalid(where, "The decoder prompt cannot be empty");
        }
        int room = served.maxLength() - prompt.length;
        int max = length.max().orElse(unasked);
        if (room < 1 || max > room) {
            throw BadAskException.invalid(
                    "",
                    "This model's maximum context length is " + served.maxLength()
                            + " tokens. However, you requested " + ((long) prompt.length + Math.max(0, max))
                            + " tokens (" + prompt.length + " in the " + where + ", " + Math.max(0, max)
                            + " in the completion). Please reduce the length of the " + where + " or completion.");
        }
        if (length.min() > max) {
            throw BadAskException.invalid(
                    "min_tokens",
                    "min_tokens must be less than or equal to max_tokens=" + max + ", got " + length.min() + ".");
        }
        long seed = served.seed() * 1_000_003L + hash;
        int output = length.ignoreEos() ? max : Math.max(length.min(), naturalLength(max, seed));
        return new GeneratedText(prompt, output, output == max ? "length" : "stop", seed);
    }

    /** Returns the prompt's length. */
    public int promptTokens() {
        return prompt.length;
    }

    /** Returns the names of the prompt's blocks. */
    long[] promptBlocks() {
        return PromptBlocks.names(prompt);
    }

    private static int naturalLength(int max, long seed) {
        double share = SMALLEST_SHARE + (1 - SMALLEST_SHARE) * new SplittableRandom(seed).nextDouble();
        return Math.max(1, (int) (share * max));
    }

    /** Returns the index of a word. */
    int word(int position) {
        return Words.indexOf(seed, position);
    }

    /** Returns the words of some positions. */
    public String words(int from, int to) {
        var text = new StringBuilder((to - from) * 7);
        for (int i = from; i < to; i++) {
            text.append(Words.word(word(i)));
        }
        return text.toString();
    }

    /** Returns the whole text. */
    public String whole() {
        return words(0, outputTokens);
    }
}
