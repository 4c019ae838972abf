package dev.llmbench.simulator.internal.openai;

import java.util.Arrays;

/**
 * A tokenizer with exact, predictable counts: every run of letters is cut in pieces of at most six, every run of digits and
 * every run of other signs is one token, white space belongs to the token after it and white space alone is none.
 */
public final class ToyTokenizer {
    /** Ids are below this. */
    public static final int VOCABULARY = 32_000;

    private static final int PIECE = 6;

    private ToyTokenizer() {}

    /** Returns how many tokens the text has. */
    public static int count(String text) {
        return tokens(text).length;
    }

    /** Returns the ids; equal pieces have equal ids in every process. */
    public static int[] tokens(String text) {
        int[] ids = new int[Math.max(16, text.length() / 3)];
        int count = 0;
        int at = 0;
        while (at < text.length()) {
            int kind = kind(text.charAt(at));
            int end = at + 1;
            while (end < text.length() && kind(text.charAt(end)) == kind && (kind != LETTER || end - at < PIECE)) {
                end++;
            }
            if (kind != SPACE) {
                if (count == ids.length) {
                    ids = Arrays.copyOf(ids, count * 2);
                }
                ids[count++] = id(text, at, end);
            }
            at = end;
        }
        return Arrays.copyOf(ids, count);
    }

    private static final int SPACE = 0;
    private static final int LETTER = 1;
    private static final int DIGIT = 2;
    private static final int OTHER = 3;

    private static int kind(char c) {
        if (Character.isWhitespace(c)) {
            return SPACE;
        }
        if (Character.isLetter(c)) {
            return LETTER;
        }
        return Character.isDigit(c) ? DIGIT : OTHER;
    }

    private static int id(String text, int from, int to) {
        int hash = 17;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        return Math.floorMod(hash * 0x9E3779B1, VOCABULARY);
    }
}
