package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.bytes.ByteSearch;
import dev.llmbench.core.internal.bytes.ByteStore;
import java.util.Arrays;

/**
 * A JSON document without its text. In most answers nearly every document is the one before with another text: what it means is
 * known, and that it is valid as well, when it is equal up to its text and behind it and the text has no letter that ends or escapes
 * anything. Two comparisons of some hundred bytes cost a third of a walk over their fields.
 */
final class TextFrame {
    /** Longer ones are not kept: thousands of answers at once shall fit into little memory. */
    private static final int LONGEST = 1024;

    private static final int STEP = 64;

    private byte[] bytes = ByteStore.NOTHING;
    private int beforeText;
    private int length;

    /** Fits nothing from now on. */
    void forget() {
        length = 0;
    }

    /**
     * Keeps the document {@code document[from … to)} without its text.
     *
     * @param document where it lies
     * @param from its first byte
     * @param textFrom behind the quote that begins its text
     * @param textTo the quote that ends its text
     * @param to behind its last byte
     */
    void learn(byte[] document, int from, int textFrom, int textTo, int to) {
        int before = textFrom - from;
        int whole = before + to - textTo;
        if (whole > LONGEST) {
            return;
        }
        if (bytes.length < whole) {
            bytes = new byte[(whole + STEP - 1) / STEP * STEP];
        }
        System.arraycopy(document, from, bytes, 0, before);
        System.arraycopy(document, textTo, bytes, before, to - textTo);
        beforeText = before;
        length = whole;
    }

    /** Tells whether the document {@code document[from … to)} is the one that was learnt, but for its text, which is not empty. */
    boolean fits(byte[] document, int from, int to) {
        int textFrom = from + beforeText;
        int textTo = to - (length - beforeText);
        return length > 0
                && textFrom < textTo
                && Arrays.equals(document, from, textFrom, bytes, 0, beforeText)
                && Arrays.equals(document, textTo, to, bytes, beforeText, length)
                && ByteSearch.plainEnd(document, textFrom, textTo) == textTo;
    }
}
