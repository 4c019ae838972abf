package dev.llmbench.core.internal.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the next byte that matters, eight at a time: most bytes of a stream are letters nobody needs to look at. */
public final class ByteSearch {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private ByteSearch() {}

    /**
     * Finds the end of a line.
     *
     * @param bytes where to look
     * @param from the first byte
     * @param to behind the last byte
     * @return the index of the first CR or LF, or {@code to}
     */
    public static int lineEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            long found = zeroBytes(word ^ ONES * '\n') | zeroBytes(word ^ ONES * '\r');
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        return at;
    }

    /**
     * Finds the end of a run of plain characters inside a JSON string.
     *
     * @param bytes where to look
     * @param from the first byte
     * @param to behind the last byte
     * @return the index of the first quote, backslash, control character or byte outside ASCII, or {@code to}
     */
    public static int plainEnd(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) LONGS.get(bytes, at);
            // a byte below the space borrows from its high bit; borrows reach later bytes only, so the first hit is
            // true
            long control = (word - ONES * ' ') & ~word & HIGHS;
            long found = zeroBytes(word ^ ONES * '"') | zeroBytes(word ^ ONES * '\\') | control | (word & HIGHS);
            if (found != 0) {
                return at + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (at < to && bytes[at] >= ' ' && bytes[at] != '"' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }

    /** Marks the high bit of bytes that are zero; exact up to the first, which is all that is asked for. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
