package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Stamps each read of a socket before TLS looks at its bytes. One for each connection. */
final class ReadStamp extends ChannelInboundHandlerAdapter {
    private final Ticker ticker;
    private long nanos;

    ReadStamp(Ticker ticker) {
        this.ticker = ticker;
    }

    /** When the latest read returned. */
    long nanos() {
        return nanos;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        nanos = ticker.nanos();
        context.fireChannelRead(message);
    }
}
