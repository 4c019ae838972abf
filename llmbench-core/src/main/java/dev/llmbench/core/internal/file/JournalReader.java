package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.record.RequestRecord.Arrivals;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the journal of a run back, also of one that was killed: what is whole is given, a torn end is reported.
 *
 * <pre>{@code
 * JournalReader.Report report = JournalReader.read(folder, request -> recorder.add(request));
 * }</pre>
 */
public final class JournalReader {
    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_ENTRY = 1 << 28;

    private JournalReader() {}

    /**
     * What was read.
     *
     * @param records how many requests were whole
     * @param zeroNanos the run's zero stamp
     * @param startedAt the same moment by the wall clock; the epoch where the journal ends before it
     * @param damage why reading ended before the end of the files, in words; empty for a journal that is whole
     * @param end where the whole part ends
     */
    public record Report(long records, long zeroNanos, Instant startedAt, Optional<String> damage, End end) {}

    /**
     * Where the whole part of a journal ends.
     *
     * @param nextId the lowest number that no request in it has
     * @param requestsBytes so far {@code requests.jsonl} is whole
     * @param eventsBytes so far {@code events.bin} is whole
     */
    public record End(long nextId, long requestsBytes, long eventsBytes) {}

    /** Takes requests with the process that asked them. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Takes a request. Of each level one attempt counts: that which the result names ({@link MeasuredLevel}), else the
         * highest.
         *
         * @param request what happened
         * @param attempt 0 for the process that began the run, 1 for the first that resumed it
         * @param zeroNanos the run's zero, on the clock of the request's stamps
         */
        void accept(RequestRecord request, int attempt, long zeroNanos);
    }

    /**
     * Reads both files.
     *
     * @param folder the run's folder
     * @param each takes every request in the order in which it ended
     * @return how far it went
     * @throws ConfigurationException if the folder has no journal, or one of a newer form
     */
    public static Report read(Path folder, Consumer<RequestRecord> each) {
        return readAttempts(folder, (request, attempt, zeroNanos) -> each.accept(request));
    }

    /**
     * Reads both files of a run that may have been resumed.
     *
     * @param folder the run's folder
     * @param each takes every request in the order in which it ended
     * @return how far it went
     * @throws ConfigurationException as {@link #read}
     */
    public static Report readAttempts(Path folder, Taker each) {
        Path requests = folder.resolve(RunFolder.REQUESTS);
        Path events = folder.resolve(RunFolder.EVENTS);
        try (InputStream lines = new BufferedInputStream(Files.newInputStream(requests));
                DataInputStream arrivals = new DataInputStream(new BufferedInputStream(Files.newInputStream(events)))) {
            return read(lines, arrivals, each);
        } catch (IOException e) {
            throw new ConfigurationException("the journal in " + folder + " can't be read: " + TextFiles.reason(e), e);
        }
    }

    private static Report read(InputStream lines, DataInputStream arrivals, Taker each) throws IOException {
        ArrivalCodec.Header header;
        try {
            header = header(arrivals);
        } catch (EOFException | DateTimeException | ArithmeticException e) {
            return new Report(
                    0, 0, Instant.EPOCH, Optional.of(RunFolder.EVENTS + " ends within its header"), new End(0, 0, 0));
        }
        long count = 0;
        long nextId = 0;
        long requestsBytes = 0;
        long eventsBytes = ArrivalCodec.HEADER;
        Optional<String> damage = Optional.empty();
        while (damage.isEmpty()) {
            byte[] line = line(lines);
            if (line.length == 0) {
                break;
            }
            String text = new String(line, StandardCharsets.UTF_8);
            RequestLine.Parsed parsed = text.endsWith("\n") ? parse(text, header.zeroNanos()) : null;
            if (parsed == null) {
                damage = Optional.of("line " + (count + 1) + " of " + RunFolder.REQUESTS
                        + (text.endsWith("\n") ? " can't be understood" : " is torn"));
                break;
            }
            Optional<Whole> whole = withArrivals(parsed, arrivals, header.zeroNanos());
            if (whole.isPresent()) {
                RequestRecord request = whole.get().request();
                each.accept(request, parsed.attempt(), header.zeroNanos());
                count++;
                nextId = Math.max(nextId, request.id() + 1);
                requestsBytes += line.length;
                eventsBytes += whole.get().eventsBytes();
            } else {
                damage = Optional.of(
                        "the arrivals of line " + (count + 1) + " are missing or damaged in " + RunFolder.EVENTS);
            }
        }
        if (damage.isEmpty() && arrivals.read() >= 0) {
            damage = Optional.of(RunFolder.EVENTS + " has arrivals of requests whose lines were never written");
        }
        End end = new End(nextId, requestsBytes, eventsBytes);
        return new Report(count, header.zeroNanos(), header.startedAt(), damage, end);
    }

    private static ArrivalCodec.Header header(DataInputStream in) throws IOException {
        int magic = in.readInt();
        int version = in.readInt();
        if (magic != ArrivalCodec.MAGIC || version != ArrivalCodec.VERSION) {
            throw new ConfigurationException(RunFolder.EVENTS + " is not a journal of this version of llmbench"
                    + (magic == ArrivalCodec.MAGIC ? " (its version is " + version + ")" : ""));
        }
        return new ArrivalCodec.Header(in.readLong(), Instant.ofEpochSecond(in.readLong(), in.readInt()));
    }

    /** A line with its end; without one where the file ends before, or the line is longer than any that was written. */
    private static byte[] line(InputStream in) throws IOException {
        Bytes line = new Bytes(512);
        for (int next = in.read(); next >= 0 && line.size() < LONGEST_LINE; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static RequestLine.@Nullable Parsed parse(String line, long zeroNanos) {
        try {
            return RequestLine.parse(line, zeroNanos);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            return null;
        }
    }

    /** A request with its arrivals, and how many bytes they take. */
    private record Whole(RequestRecord request, long eventsBytes) {}

    private static Optional<Whole> withArrivals(RequestLine.Parsed parsed, DataInputStream in, long zeroNanos)
            throws IOException {
        if (parsed.arrivals() == 0) {
            return Optional.of(new Whole(parsed.with(Arrivals.NONE), 0));
        }
        try {
            Framed framed = framed(in);
            ArrivalCodec.Entry entry = ArrivalCodec.entry(framed.payload(), zeroNanos);
            boolean same = entry.id() == parsed.withoutArrivals().id()
                    && entry.arrivals().count() == parsed.arrivals();
            return same ? Optional.of(new Whole(parsed.with(entry.arrivals()), framed.bytes())) : Optional.empty();
        } catch (EOFException | IllegalArgumentException | ArithmeticException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    /** What a length and a check sum stand before, and how many bytes all three take. */
    @SuppressWarnings("ArrayRecordComponent") // handed on at once, compared nowhere
    private record Framed(byte[] payload, long bytes) {}

    private static Framed framed(DataInputStream in) throws IOException {
        long length = 0;
        int shift = 0;
        int lengthBytes = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            lengthBytes++;
            length |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next >= 0x80 && shift < 35);
        if (length > LONGEST_ENTRY) {
            throw new IllegalArgumentException("an entry longer than any that was written");
        }
        int check = in.readInt();
        byte[] payload = in.readNBytes((int) length);
        if (payload.length < length) {
            throw new EOFException();
        }
        if (ArrivalCodec.check(payload, payload.length) != check) {
            throw new IllegalArgumentException("a check sum that doesn't fit");
        }
        return new Framed(payload, lengthBytes + ArrivalCodec.CHECK + length);
    }
}
