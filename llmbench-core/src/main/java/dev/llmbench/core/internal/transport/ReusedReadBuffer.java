package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Reads all connections of one loop into the same buffer, which is empty again when a read was handled.
 *
 * <p>Netty's own buffers cost 12 bytes of heap a token: it notes where each 128th of them was taken, to find those that are
 * never given back. A buffer that somebody keeps for later is not used again until then.
 */
final class ReusedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int BYTES = 64 * 1024;

    private final ByteBuf buffer = new UnpooledByteBufAllocator(true, true).directBuffer(BYTES, BYTES);

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
                return buffer.refCnt() == 1 ? buffer.clear().retain() : others.ioBuffer(BYTES);
            }
        };
    }

    /** Gives the memory back. */
    void close() {
        if (buffer.refCnt() > 0) {
            boolean unused = buffer.release();
        }
    }
}
