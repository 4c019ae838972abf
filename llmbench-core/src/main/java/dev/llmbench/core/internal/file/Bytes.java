package dev.llmbench.core.internal.file;

import java.io.ByteArrayOutputStream;

/** A buffer of bytes that grows, with numbers of variable length: seven bits a byte, the lowest first. */
final class Bytes extends ByteArrayOutputStream {
    Bytes(int size) {
        super(size);
    }

    byte[] array() {
        return buf;
    }

    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        write((int) rest);
    }

    /** Small numbers of either sign stay short. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void fixed(long value, int length) {
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            write((int) (value >>> shift));
        }
    }
}
