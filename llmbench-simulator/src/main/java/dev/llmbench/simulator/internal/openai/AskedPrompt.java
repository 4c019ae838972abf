package dev.llmbench.simulator.internal.openai;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A prompt, as far as a simulator must know it.
 *
 * @param texts the text of a completion or the contents of a chat's messages; empty for token ids
 * @param ids the prompt's token ids; empty for text
 * @param hash of the whole prompt: the same prompt has the same hash in every process
 */
@SuppressWarnings("ArrayRecordComponent") // handed from parser to model once, never compared
public record AskedPrompt(List<String> texts, int[] ids, int hash) {
    /** Returns a prompt of text. */
    public static AskedPrompt of(String text) {
        return new AskedPrompt(List.of(text), new int[0], text.hashCode());
    }

    /** Returns the number of words, separated by white space, or of token ids. */
    public int words() {
        return ids.length
                + texts.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.summingInt(text -> text.split("\\s+").length));
    }

    /** Returns the toy tokenizer's ids, or those that were asked with. */
    public int[] tokens() {
        return IntStream.concat(
                        texts.stream().flatMapToInt(text -> Arrays.stream(ToyTokenizer.tokens(text))),
                        Arrays.stream(ids))
                .toArray();
    }
}
