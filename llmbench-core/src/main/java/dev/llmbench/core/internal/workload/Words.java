package dev.llmbench.core.internal.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** The short common English words of which synthetic prompts are made. */
final class Words {
    /**
     * What every text begins with. Tokenizers treat a word at the very beginning, with no blank before it, in ways of
     * their own; with one fixed word there that costs the same in every prompt.
     */
    static final String OPENER = "The";

    private static final int LETTERS_AND_BLANK = 6; // of a word, or a little less
    private static final String RESOURCE = "words.txt";

    private Words() {}

    static List<String> all() {
        try (InputStream in = Words.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("resource " + RESOURCE + " is missing from the jar of llmbench-core");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the opener and the words, separated by blanks. */
    static String text(List<String> words) {
        return text(words, IntStream.range(0, words.size()).toArray());
    }

    /** Returns the opener and some of the words, separated by blanks; a loop, as a prompt may have a hundred thousand. */
    static String text(List<String> words, int[] chosen) {
        StringBuilder text = new StringBuilder(OPENER.length() + chosen.length * LETTERS_AND_BLANK);
        text.append(OPENER);
        for (int index : chosen) {
            text.append(' ').append(words.get(index));
        }
        return text.toString();
    }
}
