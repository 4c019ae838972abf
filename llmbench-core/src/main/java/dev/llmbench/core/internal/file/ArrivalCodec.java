package dev.llmbench.core.internal.file;

import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.record.RequestRecord.Arrivals;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * The form of {@code events.bin}, described in docs/files.md: a header, then for each request with arrivals a length, a
 * check sum, and numbers of variable length.
 */
final class ArrivalCodec {
    static final int MAGIC = 0x4C4C4D45; // "LLME"
    static final int VERSION = 1;
    static final int HEADER = 4 + 4 + 8 + 8 + 4;
    static final int CHECK = 4;

    private ArrivalCodec() {}

    /** The zero of all stamps of a run. */
    record Header(long zeroNanos, Instant startedAt) {}

    /** The arrivals of one request. */
    record Entry(long id, Arrivals arrivals) {}

    static void header(Header header, Bytes out) {
        out.fixed(MAGIC, 4);
        out.fixed(VERSION, 4);
        out.fixed(header.zeroNanos(), 8);
        Instant start = header.startedAt();
        long seconds = start.getEpochSecond();
        out.fixed(seconds, 8);
        out.fixed(start.getNano(), 4);
    }

    static void entry(RequestRecord request, long zeroNanos, Bytes scratch, Bytes out) {
        Arrivals arrivals = request.arrivals();
        scratch.reset();
        scratch.signed(request.id());
        scratch.unsigned(arrivals.count());
        long before = zeroNanos;
        for (int i = 0; i < arrivals.count(); i++) {
            scratch.signed(arrivals.nanos()[i] - before);
            scratch.signed(arrivals.events()[i]);
            scratch.signed(arrivals.exactTokens()[i]);
            before = arrivals.nanos()[i];
        }
        out.unsigned(scratch.size());
        out.fixed(check(scratch.array(), scratch.size()), CHECK);
        out.write(scratch.array(), 0, scratch.size());
    }

    static int check(byte[] bytes, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    /** Takes an entry's payload apart; its check sum was right, so that only a bug makes it fail. */
    static Entry entry(byte[] payload, long zeroNanos) {
        ByteBuffer in = ByteBuffer.wrap(payload);
        long id = signed(in);
        int count = Math.toIntExact(unsigned(in));
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException("more arrivals than bytes");
        }
        long[] nanos = new long[count];
        int[] events = new int[count];
        int[] exactTokens = new int[count];
        long before = zeroNanos;
        for (int i = 0; i < count; i++) {
            before += signed(in);
            nanos[i] = before;
            events[i] = (int) signed(in);
            exactTokens[i] = (int) signed(in);
        }
        return new Entry(id, new Arrivals(count, nanos, events, exactTokens));
    }

    private static long unsigned(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number that does not end");
    }

    private static long signed(ByteBuffer in) {
        long value = unsigned(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
