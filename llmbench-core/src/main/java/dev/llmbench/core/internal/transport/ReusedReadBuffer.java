package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Reads all connections of one loop into the same buffer; where somebody keeps it for later, into others until then. */
final class ReusedReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {
    static final int BYTES = 64 * 1024;

    private final ReusedBuffer buffer = new ReusedBuffer(BYTES);

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
                ByteBuf own = buffer.takeIfFree();
                return own == null ? others.ioBuffer(BYTES) : own;
            }
        };
    }

    /** Gives the memory back. */
    void close() {
        buffer.close();
    }
}
