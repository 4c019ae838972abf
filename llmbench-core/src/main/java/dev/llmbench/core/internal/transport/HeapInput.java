package dev.llmbench.core.internal.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Copies what all TLS connections of one loop read into the same buffer on the heap, before TLS looks at it.
 *
 * <p>The JDK decrypts memory outside the heap by copies and views of it, made anew for each record: about 2,200 bytes a
 * token, against 1,500 from the heap, which are the JDK's state for each record (64 streams of single tokens, JDK 17).
 */
@Sharable
final class HeapInput extends ChannelInboundHandlerAdapter {
    private final ByteBuf buffer = new UnpooledByteBufAllocator(false, true).heapBuffer(ReusedReadBuffer.BYTES);

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf read = (ByteBuf) message;
        try {
            context.fireChannelRead(free(context, read.readableBytes()).writeBytes(read));
        } finally {
            read.release();
        }
    }

    /** Whoever waits for the rest of a record keeps the buffer for a while. */
    private ByteBuf free(ChannelHandlerContext context, int bytes) {
        boolean free = buffer.refCnt() == 1 && bytes <= buffer.capacity();
        return free ? buffer.clear().retain() : context.alloc().heapBuffer(bytes);
    }
}
