package dev.llmbench.core.internal.file;

import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;

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

    /** Makes both files. */
    static JournalFiles create(Path folder, ArrivalCodec.Header header) throws IOException {
        JournalOutput requests = JournalOutput.create(folder.resolve(RunFolder.REQUESTS));
        try {
            return new JournalFiles(requests, JournalOutput.create(folder.resolve(RunFolder.EVENTS)), header);
        } catch (IOException e) {
            requests.close();
            throw e;
        }
    }

    /** Puts a request into the buffers, which take it whatever their size. */
    void write(RequestRecord request) {
        if (request.arrivals().count() > 0) {
            ArrivalCodec.entry(request, zeroNanos, scratch, arrivals);
        }
        RequestLine.write(request, zeroNanos, lines);
    }

    /** Whether it is time to {@link #flush}. */
    boolean full() {
        return lines.size() >= FULL || arrivals.size() >= FULL;
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
