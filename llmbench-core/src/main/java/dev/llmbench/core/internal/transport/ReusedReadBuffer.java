package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Reads all connections of one loop into the same buffer. Whoever is handed it must be done with it before returning: the
 * next read overwrites it.
 *
 * <p>It is not counted down and up again for each read. Such a count is an atomic operation, which waits until what was
 * written before is in the cache; with thousands of connections, whose entries are in no near cache, that took a fifth of the
 * loop's time.
 */
final class ReusedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int BYTES = 64 * 1024;

    /** How often others may release it, as Netty does where nothing was read, before the count has to be raised. */
    private static final int IN_STOCK = 1 << 20;

    private final ByteBuf buffer =
            ReusedBuffer.UNPOOLED.directBuffer(BYTES, BYTES).retain(IN_STOCK);

    @Override
    @SuppressWarnings("deprecation") // the type that Netty itself still asks for
    public Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return BYTES;
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator others) {
                int count = buffer.refCnt();
                if (count == 0) {
                    return others.ioBuffer(BYTES); // closed
                }
                return count == 1 ? buffer.clear().retain(IN_STOCK) : buffer.clear();
            }
        };
    }

    /** Returns the buffer itself, for reads that take nothing and give nothing back. */
    ByteBuf buffer() {
        return buffer;
    }

    /** Takes back what was read into; to be called in place of releasing it. */
    @SuppressWarnings("ReferenceEquality") // buffers are equal by content
    void giveBack(ByteBuf read) {
        if (read != buffer) {
            boolean unused = read.release();
        }
    }

    /** Gives the memory back. */
    void close() {
        int count = buffer.refCnt();
        if (count > 0) {
            boolean unused = buffer.release(count);
        }
    }
}
