package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * One buffer outside of the heap for all connections of a loop, empty again when whoever took it has released it. Used by that
 * loop's thread only.
 */
final class ReusedBuffer {
    /**
     * Makes buffers without Netty's pools. Those cost 12 bytes of heap for each buffer that is taken, since Netty notes where
     * each 128th was, to find those that are never given back; and the first makes the JVM set up its flight recorder, some
     * 100 ms.
     */
    static final ByteBufAllocator UNPOOLED = new UnpooledByteBufAllocator(true, true);

    private final int bytes;
    private final ByteBuf buffer;

    ReusedBuffer(int bytes) {
        this.bytes = bytes;
        this.buffer = UNPOOLED.directBuffer(bytes, bytes);
    }

    /** Returns it, to be released; or null while somebody keeps it. */
    @Nullable
    ByteBuf takeIfFree() {
        return buffer.refCnt() == 1 ? buffer.clear().retain() : null;
    }

    int bytes() {
        return bytes;
    }

    /** Gives the memory back. */
    void close() {
        if (buffer.refCnt() > 0) {
            boolean unused = buffer.release();
        }
    }
}
