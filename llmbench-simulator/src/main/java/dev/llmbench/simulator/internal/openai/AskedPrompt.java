package dev.llmbench.simulator.internal.openai;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A prompt, as far as a simulator must know it.
 *
 * @param texts the text of a completion or the contents of a chat's messages; empty for token ids
 * @param ids how many token ids the prompt has; 0 for text
 * @param hash of the whole prompt: the same prompt has the same hash in every process
 */
public record AskedPrompt(List<String> texts, int ids, int hash) {
    /** Returns the number of words, separated by white space, or of token ids. */
    public int words() {
        return ids
                + texts.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.summingInt(text -> text.split("\\s+").length));
    }

    /** Returns the toy tokenizer's count, or the number of token ids. */
    public int tokens() {
        return ids + texts.stream().mapToInt(ToyTokenizer::count).sum();
    }
}
