package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.bytes.ByteSearch;
import dev.llmbench.core.internal.bytes.ByteStore;
import java.util.Arrays;

/**
 * A JSON document without the values that don't matter. Nearly every document of an answer is equal to one before but for its text,
 * and those of other answers of the server but for an id and a time as well: what such a one means is known, and that it is valid,
 * without a walk over its fields, which takes four times as long.
 *
 * <p>A value that may differ is a gap: a string, or a whole number without a sign. A string that fills a gap must have no letter that
 * ends or escapes anything or is outside ASCII. All else must be equal byte by byte.
 */
final class JsonShape {
    private static final int MOST_GAPS = 16;
    private static final int LONGEST = 4096;

    private final int[] gapFrom = new int[MOST_GAPS];
    private final int[] gapTo = new int[MOST_GAPS];
    private final boolean[] mayBeEmpty = new boolean[MOST_GAPS];
    private final int[] fixedTo = new int[MOST_GAPS + 1];
    private int gaps;
    private boolean known;
    private byte[] fixed = ByteStore.NOTHING;

    /** Begins a walk over a document, and fits nothing until it is {@linkplain #learn learnt}. */
    void begin() {
        known = false;
        gaps = 0;
    }

    /** Notes that the document has a string at {@code from … to}, without its quotes, whose letters don't matter. */
    void anyString(int from, int to) {
        gap(from, to, true);
    }

    /** Notes that it has a string there of which it matters that it is not empty. */
    void anyText(int from, int to) {
        gap(from, to, false);
    }

    /** Notes that it has a number there that doesn't matter. */
    void anyNumber(byte[] document, int from, int to) {
        if (wholeEnd(document, from, to) == to) {
            gap(from, to, false);
        }
    }

    private void gap(int from, int to, boolean empty) {
        if (gaps < MOST_GAPS) { // what follows is fixed
            gapFrom[gaps] = from;
            gapTo[gaps] = to;
            mayBeEmpty[gaps] = empty;
            gaps++;
        }
    }

    /** Keeps the document {@code document[from … to)}, whose gaps were noted, if it is not very long. */
    void learn(byte[] document, int from, int to) {
        if (to - from > LONGEST) {
            return;
        }
        if (fixed.length < to - from) {
            fixed = new byte[Math.min(LONGEST, 2 * (to - from))];
        }
        int length = 0;
        int at = from;
        for (int i = 0; i <= gaps; i++) {
            int end = i < gaps ? gapFrom[i] : to;
            System.arraycopy(document, at, fixed, length, end - at);
            length += end - at;
            fixedTo[i] = length;
            at = i < gaps ? gapTo[i] : to;
        }
        known = true;
    }

    /** Tells whether the document {@code document[from … to)} is the one that was learnt, but for what fills the gaps. */
    boolean fits(byte[] document, int from, int to) {
        if (!known) {
            return false;
        }
        int at = from;
        int fixedFrom = 0;
        for (int i = 0; i < gaps; i++) {
            int length = fixedTo[i] - fixedFrom;
            if (length >= to - at || !Arrays.equals(document, at, at + length, fixed, fixedFrom, fixedTo[i])) {
                return false;
            }
            at += length;
            fixedFrom = fixedTo[i];
            // behind a string stands its quote, and behind a number never one
            int end = fixed[fixedFrom] == '"' ? ByteSearch.plainEnd(document, at, to) : wholeEnd(document, at, to);
            if (end == at && !mayBeEmpty[i]) {
                return false;
            }
            at = end;
        }
        return Arrays.equals(document, at, to, fixed, fixedFrom, fixedTo[gaps]);
    }

    /** Returns the end of a whole number without a sign, or {@code from} where none is. */
    private static int wholeEnd(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        boolean zeroBefore = at - from > 1 && bytes[from] == '0';
        return zeroBefore ? from : at;
    }
}
