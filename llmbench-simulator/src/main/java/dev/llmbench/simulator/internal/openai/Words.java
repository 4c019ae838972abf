package dev.llmbench.simulator.internal.openai;

/** The words that simulated answers are made of: a space and one to three syllables, so one token of the toy tokenizer. */
public final class Words {
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";
    private static final int SYLLABLES = CONSONANTS.length() * VOWELS.length();
    private static final String[] WORDS = new String[1024];

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = " " + syllable(i % SYLLABLES) + syllable(i / SYLLABLES) + (i % 3 == 0 ? syllable(i % 37) : "");
        }
    }

    private Words() {}

    /** Returns how many different words there are. */
    public static int count() {
        return WORDS.length;
    }

    /** Returns a word with the space before it. */
    public static String word(int index) {
        return WORDS[index];
    }

    /** Returns the index of an answer's word: the same for the same seed and position. */
    public static int indexOf(long seed, int position) {
        long mixed = (seed + position) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) (mixed >>> 40) & (WORDS.length - 1);
    }

    private static String syllable(int index) {
        return "" + CONSONANTS.charAt(index / VOWELS.length()) + VOWELS.charAt(index % VOWELS.length());
    }
}
