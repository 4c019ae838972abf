package dev.llmbench.core.internal.http;

import dev.llmbench.core.internal.bytes.Excerpt;

/** Takes the framing of {@code Transfer-Encoding: chunked} off a body, byte by byte and without keeping any. */
final class Chunks {
    /** 15 digits fit into a long with room to spare; no honest chunk comes near. */
    private static final int MOST_DIGITS = 15;

    private static final int SAMPLE = 40;

    private enum State {
        SIZE,
        BEHIND_SIZE,
        EXTENSION,
        DATA,
        BEHIND_DATA,
        LINE_FEED_BEHIND_DATA,
        TRAILER_START,
        TRAILER,
        ENDED
    }

    private State state = State.SIZE;
    private long left;
    private int digits;
    private int skipped;
    private String wrong = "";

    void reset() {
        state = State.SIZE;
        left = 0;
        digits = 0;
        skipped = 0;
        wrong = "";
    }

    boolean ended() {
        return state == State.ENDED;
    }

    /** Returns what is wrong with the framing, or an empty text. */
    String wrong() {
        return wrong;
    }

    /** Returns the index behind the last byte it took. */
    int read(byte[] buffer, int from, int to, ResponseHandler handler) {
        int at = from;
        while (at < to && state != State.ENDED && wrong.isEmpty()) {
            if (state == State.DATA) {
                int behind = at + (int) Math.min(to - at, left);
                left -= behind - at;
                handler.body(buffer, at, behind);
                at = behind;
                if (left == 0) {
                    state = State.BEHIND_DATA;
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
            case DATA, ENDED -> throw new IllegalStateException(state.name());
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
            state = State.BEHIND_SIZE;
            takeBehindSize(letter);
        }
    }

    private void takeBehindSize(byte letter) {
        if (letter == '\n') {
            state = left == 0 ? State.TRAILER_START : State.DATA;
            digits = 0;
            skipped = 0;
        } else if (letter == ';') {
            state = State.EXTENSION;
            countSkipped();
        } else if (state == State.EXTENSION || letter == '\r' || HeadLine.isBlank(letter)) {
            countSkipped();
        } else {
            wrong = "a chunk size followed by " + shown(letter);
        }
    }

    private void takeBehindData(byte letter) {
        if (letter == '\n') {
            state = State.SIZE;
        } else if (letter == '\r' && state == State.BEHIND_DATA) {
            state = State.LINE_FEED_BEHIND_DATA;
        } else {
            wrong = "a chunk longer than its size: expected a line end, but was " + shown(letter);
        }
    }

    private void takeTrailer(byte letter) {
        if (letter == '\n') {
            state = state == State.TRAILER_START ? State.ENDED : State.TRAILER_START;
        } else if (letter != '\r') {
            state = State.TRAILER;
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
