package dev.llmbench.core.internal.file;

import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;

/**
 * The two files of a journal behind one buffer each. Arrivals are written before the lines that count on them, so that a
 * line on disk has its arrivals on disk. Used by one thread.
 */
final class JournalFiles {
    private static final int FULL = 1 << 16;

    private final JournalOutput requests;
    private final JournalOutput events;
    private final long zeroNanos;
    private final Bytes lines = new Bytes(2 * FULL);
    private final Bytes arrivals = new Bytes(2 * FULL);
    private final Bytes scratch = new Bytes(1 << 12);

    /** Takes both outputs and begins the header, which goes to disk with the first {@link #flush}. */
    JournalFiles(JournalOutput requests, JournalOutput events, ArrivalCodec.Header header) {
        this.requests = requests;
        this.events = events;
        this.zeroNanos = header.zeroNanos();
        ArrivalCodec.header(header, arrivals);
    }

    void write(RequestRecord request) throws IOException {
        if (request.arrivals().count() > 0) {
            ArrivalCodec.entry(request, zeroNanos, scratch, arrivals);
        }
        RequestLine.write(request, zeroNanos, lines);
        if (lines.size() >= FULL || arrivals.size() >= FULL) {
            flush();
        }
    }

    void flush() throws IOException {
        drain(arrivals, events);
        drain(lines, requests);
    }

    private static void drain(Bytes buffer, JournalOutput output) throws IOException {
        if (buffer.size() > 0) {
            output.write(buffer.array(), buffer.size());
            buffer.reset();
        }
    }

    /** Forces both to disk and lets them go. */
    void close() throws IOException {
        try {
            events.close();
        } finally {
            requests.close();
        }
    }
}
