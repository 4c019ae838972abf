package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.bytes.ByteSearch;
import dev.llmbench.core.internal.bytes.ByteStore;

/**
 * Cuts a stream into lines that end with LF, CR LF or CR, wherever reads are cut.
 *
 * <p>A line that lies within one read is shown where it is; only the beginning of a line that goes on in the next read is
 * copied. {@link #feed} bytes, then take lines with {@link #next} until there are no more. Used by one thread at a time.
 */
final class LineReader {
    private final ByteStore carry;
    private boolean carries; // whether anything is in it; as long as not, it isn't looked at for each event
    private byte[] buffer = ByteStore.NOTHING;
    private int at;
    private int limit;
    private boolean lineFeedDue;
    private boolean carryShown;
    private boolean closed;
    private boolean overflowed;

    private byte[] line = buffer;
    private int from;
    private int to;

    LineReader(int longest) {
        carry = new ByteStore(longest);
    }

    void reset() {
        carry.clear();
        carries = false;
        at = 0;
        limit = 0;
        lineFeedDue = false;
        carryShown = false;
        closed = false;
        overflowed = false;
    }

    /** Gives the bytes {@code bytes[from … to)}; all lines of those before must have been taken. */
    void feed(byte[] bytes, int from, int to) {
        if (buffer != bytes) { // a reference is stored only where it changes, as collectors have work with each
            buffer = bytes;
        }
        at = from;
        limit = to;
    }

    /** Tells that no more bytes come: what is left without a line end is the last line. */
    void close() {
        closed = true;
    }

    /** Moves to the next line; false when the bytes given so far hold no further one. */
    boolean next() {
        forgetShown();
        if (lineFeedDue && at < limit) {
            lineFeedDue = false;
            if (buffer[at] == '\n') {
                at++;
            }
        }
        int end = ByteSearch.lineEnd(buffer, at, limit);
        if (end == limit) {
            keep(end);
            return closed && carries && showCarry();
        }
        if (!carries) {
            if (line != buffer) {
                line = buffer;
            }
            from = at;
            to = end;
        } else {
            keep(end);
            showCarry();
        }
        lineFeedDue = buffer[end] == '\r';
        at = end + 1;
        return !overflowed;
    }

    /** Tells whether what was given so far ends with a line, all of whose end has come and nothing behind it. */
    boolean betweenLines() {
        return at == limit && !lineFeedDue && (!carries || carryShown) && !overflowed;
    }

    /** Tells whether a line was longer than allowed; nothing follows then. */
    boolean overflowed() {
        return overflowed;
    }

    /** Tells whether the line lies in the bytes given last, and so stays where it is until the next {@link #feed}. */
    boolean inPlace() {
        return line == buffer;
    }

    byte[] bytes() {
        return line;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    private void keep(int end) {
        if (at < end) {
            carries = true;
            if (overflowed || !carry.append(buffer, at, end)) {
                overflowed = true;
                carries = false;
                carry.clear();
            }
        }
        at = end;
    }

    private boolean showCarry() {
        line = carry.array();
        from = 0;
        to = carry.length();
        carryShown = true;
        return true;
    }

    private void forgetShown() {
        if (carryShown) {
            carryShown = false;
            carries = false;
            carry.clear();
        }
    }
}
