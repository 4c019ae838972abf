package dev.llmbench.core.internal.http;

import dev.llmbench.core.internal.bytes.Excerpt;

/** Takes the framing of {@code Transfer-Encoding: chunked} off a body, byte by byte and without keeping any. */
final class Chunks {
    /** 15 digits fit into a long with room to spare; no honest chunk comes near. */
    private static final int MOST_DIGITS = 15;

    private static final int SAMPLE = 40;

    // Numbers and no enum: the state changes several times a chunk, and collectors such as G1 have work to do for each
    // reference that is stored in an object that has lived for long (docs/measurements/hot-path.md).
    private static final int SIZE = 0;
    private static final int BEHIND_SIZE = 1;
    private static final int EXTENSION = 2;
    private static final int DATA = 3;
    private static final int BEHIND_DATA = 4;
    private static final int LINE_FEED_BEHIND_DATA = 5;
    private static final int TRAILER_START = 6;
    private static final int TRAILER = 7;
    private static final int ENDED = 8;

    private int state = SIZE;
    private long left;
    private int digits;
    private int skipped;
    private String wrong = "";

    void reset() {
        state = SIZE;
        left = 0;
        digits = 0;
        skipped = 0;
        wrong = "";
    }

    boolean ended() {
        return state == ENDED;
    }

    /** Returns what is wrong with the framing, or an empty text. */
    String wrong() {
        return wrong;
    }

    /** Returns the index behind the last byte it took. */
    int read(byte[] buffer, int from, int to, ResponseHandler handler) {
        int at = from;
        while (at < to && state != ENDED && wrong.isEmpty()) {
            if (state == DATA) {
                int behind = at + (int) Math.min(to - at, left);
                left -= behind - at;
                handler.body(buffer, at, behind);
                at = behind;
                if (left == 0) {
                    state = BEHIND_DATA;
                }
            } else {
                take(buffer[at]);
                at++;
            }
        }
        return at;
    }

    private void take(byte letter) {
        switch (state) {
            case SIZE -> takeSize(letter);
            case BEHIND_SIZE, EXTENSION -> takeBehindSize(letter);
            case BEHIND_DATA, LINE_FEED_BEHIND_DATA -> takeBehindData(letter);
            case TRAILER_START, TRAILER -> takeTrailer(letter);
            default -> throw new IllegalStateException("state " + state);
        }
    }

    private void takeSize(byte letter) {
        int digit = Character.digit(letter, 16);
        if (digit >= 0) {
            if (left != 0 || digit != 0) {
                digits++;
            }
            left = left << 4 | digit;
            countSkipped();
            if (digits > MOST_DIGITS) {
                wrong = "a chunk size of more than " + MOST_DIGITS + " digits";
            }
        } else if (skipped == 0) {
            wrong = "a chunk size that begins with " + shown(letter);
        } else {
            state = BEHIND_SIZE;
            takeBehindSize(letter);
        }
    }

    private void takeBehindSize(byte letter) {
        if (letter == '\n') {
            state = left == 0 ? TRAILER_START : DATA;
            digits = 0;
            skipped = 0;
        } else if (letter == ';') {
            state = EXTENSION;
            countSkipped();
        } else if (state == EXTENSION || letter == '\r' || HeadLine.isBlank(letter)) {
            countSkipped();
        } else {
            wrong = "a chunk size followed by " + shown(letter);
        }
    }

    private void takeBehindData(byte letter) {
        if (letter == '\n') {
            state = SIZE;
        } else if (letter == '\r' && state == BEHIND_DATA) {
            state = LINE_FEED_BEHIND_DATA;
        } else {
            wrong = "a chunk longer than its size: expected a line end, but was " + shown(letter);
        }
    }

    private void takeTrailer(byte letter) {
        if (letter == '\n') {
            state = state == TRAILER_START ? ENDED : TRAILER_START;
        } else if (letter != '\r') {
            state = TRAILER;
        }
        countSkipped();
    }

    private void countSkipped() {
        if (++skipped > Http1ResponseParser.LARGEST_HEAD) {
            wrong = "chunk extensions or trailers larger than " + Http1ResponseParser.LARGEST_HEAD + " bytes";
        }
    }

    private static String shown(byte letter) {
        return "'" + Excerpt.of(new byte[] {letter}, 0, 1, SAMPLE) + "'";
    }
}
