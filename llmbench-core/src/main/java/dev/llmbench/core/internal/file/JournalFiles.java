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
    private final int attempt;
    private final Bytes lines = new Bytes(2 * FULL);
    private final Bytes arrivals = new Bytes(2 * FULL);
    private final Bytes scratch = new Bytes(1 << 12);

    /** Takes both outputs and begins the header, which goes to disk with the first {@link #flush}. */
    JournalFiles(JournalOutput requests, JournalOutput events, ArrivalCodec.Header header, int attempt) {
        this(requests, events, header.zeroNanos(), attempt);
        ArrivalCodec.header(header, arrivals);
    }

    private JournalFiles(JournalOutput requests, JournalOutput events, long zeroNanos, int attempt) {
        this.requests = requests;
        this.events = events;
        this.zeroNanos = zeroNanos;
        this.attempt = attempt;
    }

    long zeroNanos() {
        return zeroNanos;
    }

    /** Opens both files behind what is whole in them; the zero is the old one by this process's ticker. */
    static JournalFiles behind(Path folder, JournalReader.End end, long zeroNanos, int attempt) throws IOException {
        // Lines first: a kill between the two leaves arrivals without a line, as any other kill may.
        JournalOutput requests = JournalOutput.behind(folder.resolve(RunFolder.REQUESTS), end.requestsBytes());
        try {
            return new JournalFiles(
                    requests,
                    JournalOutput.behind(folder.resolve(RunFolder.EVENTS), end.eventsBytes()),
                    zeroNanos,
                    attempt);
        } catch (IOException e) {
            requests.close();
            throw e;
        }
    }

    /** Makes both files. */
    static JournalFiles create(Path folder, ArrivalCodec.Header header, int attempt) throws IOException {
        JournalOutput requests = JournalOutput.create(folder.resolve(RunFolder.REQUESTS));
        try {
            return new JournalFiles(requests, JournalOutput.create(folder.resolve(RunFolder.EVENTS)), header, attempt);
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
        RequestLine.write(request, attempt, zeroNanos, lines);
    }

    /** Whether it is time to {@link #flush}. */
    boolean full() {
        return lines.size() >= FULL || arrivals.size() >= FULL;
    }

    void flush() throws IOException {
        drain(arrivals, events);
        drain(lines, requests);
    }

    /** Forces what was flushed to disk. */
    void force() throws IOException {
        events.force();
        requests.force();
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
