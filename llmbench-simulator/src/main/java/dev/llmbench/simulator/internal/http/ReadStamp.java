package dev.llmbench.simulator.internal.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stamps each read of a connection before anything looks at its bytes: what decoding costs is the server's own time. */
final class ReadStamp extends ChannelInboundHandlerAdapter {
    private long nanos;

    /** When the latest read returned. */
    long nanos() {
        return nanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        nanos = System.nanoTime();
        ctx.fireChannelRead(message);
    }
}
