package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.bytes.ByteSearch;
import dev.llmbench.core.internal.bytes.ByteStore;
import dev.llmbench.core.internal.bytes.Excerpt;
import java.nio.charset.StandardCharsets;

/**
 * Reads the events of a {@code text/event-stream}.
 *
 * <p>As the HTML standard tells, but that a last event without its blank line counts, and that a JSON object on a line of
 * its own is shown as {@link Kind#STRAY}: some servers drop an error into a stream without {@code data:}. An event that
 * lies within one read is shown where it is, without a copy. Used by one thread at a time.
 */
final class SseReader {
    /** How long one event may be. */
    static final int LONGEST_EVENT = 16 * 1024 * 1024;

    /** How many bytes of an event of one line of data stand before its data. */
    static final int DATA_FIELD_LENGTH = 5;

    /** How many bytes stand behind it: the end of its line, and the blank line. */
    static final int DATA_END_LENGTH = 2;

    private static final byte[] DATA = ascii("data");
    private static final byte[] DATA_FIELD = ascii("data:");
    private static final byte[] EVENT = ascii("event");
    private static final byte[] ID = ascii("id");
    private static final byte[] RETRY = ascii("retry");
    private static final byte[] ERROR = ascii("error");
    private static final int SAMPLE = 200;

    /** What was found. */
    enum Kind {
        /** The data of an event. */
        DATA,
        /** The data of an event of type {@code error}. */
        ERROR,
        /** A line that begins a JSON object without being a field. */
        STRAY
    }

    private final LineReader lines;
    private final ByteStore joined;
    private boolean joinedUsed; // as long as not, the store isn't looked at for each event
    private boolean open;
    private boolean copied;
    private boolean error;
    private boolean overflowed;
    private boolean closed;
    private boolean anyField;
    private String unknownLine = "";

    private int pendingFrom;
    private int pendingTo;

    private Kind kind = Kind.DATA;
    private byte[] bytes = ByteStore.NOTHING;
    private int from;
    private int to;

    SseReader() {
        this(LONGEST_EVENT);
    }

    SseReader(int longestEvent) {
        lines = new LineReader(longestEvent);
        joined = new ByteStore(longestEvent);
    }

    void reset() {
        lines.reset();
        overflowed = false;
        closed = false;
        anyField = false;
        unknownLine = "";
        startEvent();
    }

    /** Gives the bytes {@code bytes[from … to)}; all events of those before must have been taken. */
    void feed(byte[] bytes, int from, int to) {
        lines.feed(bytes, from, to);
    }

    /** Tells that no more bytes come: an event that is not ended by a blank line is complete. */
    void close() {
        lines.close();
        closed = true;
    }

    /** Moves to the next event; false when the bytes given so far complete no further one. */
    boolean next() {
        while (lines.next()) {
            int lineFrom = lines.from();
            if (lineFrom == lines.to()) {
                if (open) {
                    return show();
                }
                error = false;
            } else if (lines.bytes()[lineFrom] == '{') {
                anyField = true;
                return show(Kind.STRAY, lines.bytes(), lineFrom, lines.to());
            } else {
                takeField(lines.bytes(), lineFrom, lines.to());
            }
        }
        if (closed && open) {
            return show();
        }
        if (open && !copied) {
            copyPending();
        }
        return false;
    }

    /**
     * Tells whether bytes are one whole event of one line of data, as nearly all reads bring them. Such a one can be taken where it
     * lies {@link #betweenEvents}: a reader, which has nothing to hold then, needn't be fetched into the cache for it.
     */
    static boolean isOneLineOfData(byte[] buffer, int from, int to) {
        int lineTo = to - DATA_END_LENGTH;
        return lineTo - from > DATA_FIELD_LENGTH
                && buffer[lineTo] == '\n'
                && buffer[lineTo + 1] == '\n'
                && is(buffer, from, from + DATA_FIELD_LENGTH, DATA_FIELD)
                && ByteSearch.lineEnd(buffer, from, lineTo) == lineTo;
    }

    /** Tells whether the stream has begun well and what was given so far ends with an event: what follows begins a new one. */
    boolean betweenEvents() {
        return anyField && !open && !error && !overflowed && lines.betweenLines();
    }

    /** Tells whether a line or an event was longer than allowed; nothing sensible follows then. */
    boolean overflowed() {
        return overflowed || lines.overflowed();
    }

    /** Returns the first line that is none of an event stream if nothing but such lines came, or an empty text. */
    String unknownLine() {
        return anyField ? "" : unknownLine;
    }

    Kind kind() {
        return kind;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private void takeField(byte[] line, int lineFrom, int lineTo) {
        int colon = lineFrom;
        while (colon < lineTo && line[colon] != ':') {
            colon++;
        }
        int valueFrom = Math.min(colon + 1, lineTo);
        if (valueFrom < lineTo && line[valueFrom] == ' ') {
            valueFrom++;
        }
        if (is(line, lineFrom, colon, DATA)) {
            anyField = true;
            takeData(line, valueFrom, lineTo);
        } else if (is(line, lineFrom, colon, EVENT)) {
            anyField = true;
            error = is(line, valueFrom, lineTo, ERROR);
        } else if (colon == lineFrom || is(line, lineFrom, colon, ID) || is(line, lineFrom, colon, RETRY)) {
            anyField = true;
        } else if (!anyField && unknownLine.isEmpty()) {
            unknownLine = Excerpt.of(line, lineFrom, lineTo, SAMPLE);
        }
    }

    private void takeData(byte[] line, int valueFrom, int lineTo) {
        if (open) {
            if (!copied) {
                copyPending();
            }
            overflowed |= !joined.append((byte) '\n') || !joined.append(line, valueFrom, lineTo);
            return;
        }
        if (joinedUsed) {
            joinedUsed = false;
            joined.clear();
        }
        open = true;
        copied = false;
        if (bytes != line) { // a reference is stored only where it changes, as collectors have work with each
            bytes = line;
        }
        pendingFrom = valueFrom;
        pendingTo = lineTo;
        if (!lines.inPlace()) {
            copyPending();
        }
    }

    private void copyPending() {
        copied = true;
        joinedUsed = true;
        overflowed |= !joined.append(bytes, pendingFrom, pendingTo);
    }

    private boolean show() {
        Kind shown = error ? Kind.ERROR : Kind.DATA;
        boolean inStore = copied;
        startEvent();
        return inStore ? show(shown, joined.array(), 0, joined.length()) : show(shown, bytes, pendingFrom, pendingTo);
    }

    private boolean show(Kind shown, byte[] source, int sourceFrom, int sourceTo) {
        if (kind != shown) {
            kind = shown;
        }
        if (bytes != source) {
            bytes = source;
        }
        from = sourceFrom;
        to = sourceTo;
        return !overflowed;
    }

    private void startEvent() {
        open = false;
        copied = false;
        error = false;
    }

    private static boolean is(byte[] line, int from, int to, byte[] word) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (line[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
