package dev.llmbench.core.internal.bytes;

import java.util.Arrays;

/**
 * Keeps bytes whose rest has not come yet, up to a limit.
 *
 * <p>The array grows by doubling and is used again, so that a store allocates only while answers get longer than any
 * before. Used by one thread at a time.
 */
public final class ByteStore {
    /** No bytes: one array for all who have none yet, of whom a run of many streams has many. */
    public static final byte[] NOTHING = new byte[0];

    /** A line of a head fits; ten thousand connections keep one such store each, filled once. */
    private static final int FIRST_SIZE = 128;
    /** One odd giant must not be held by every connection for the rest of a run. */
    private static final int LARGEST_KEPT = 1 << 20;

    private final int limit;
    private byte[] bytes = NOTHING;
    private int length;

    /**
     * Creates an empty store.
     *
     * @param limit how many bytes it takes at most
     */
    public ByteStore(int limit) {
        this.limit = limit;
    }

    /**
     * Adds the bytes {@code source[from … to)}.
     *
     * @param source where they are
     * @param from the first byte
     * @param to behind the last byte
     * @return false when they would go beyond the limit; nothing is added then
     */
    public boolean append(byte[] source, int from, int to) {
        int more = to - from;
        if (more > limit - length) {
            return false;
        }
        ensure(length + more);
        System.arraycopy(source, from, bytes, length, more);
        length += more;
        return true;
    }

    /**
     * Adds one byte.
     *
     * @param single the byte
     * @return false when it would go beyond the limit; nothing is added then
     */
    public boolean append(byte single) {
        if (length == limit) {
            return false;
        }
        ensure(length + 1);
        bytes[length++] = single;
        return true;
    }

    /** Forgets the bytes; the array stays, unless it is uncommonly large. */
    public void clear() {
        length = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = NOTHING;
        }
    }

    /**
     * Returns the array that holds the bytes from index 0.
     *
     * @return the store's own array, valid until bytes are added
     */
    public byte[] array() {
        return bytes;
    }

    /**
     * Returns how many bytes are held.
     *
     * @return the number of bytes
     */
    public int length() {
        return length;
    }

    private void ensure(int wanted) {
        if (wanted > bytes.length) {
            long doubled = Math.max(FIRST_SIZE, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(wanted, doubled)));
        }
    }
}
