package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.http.BadRequest;
import dev.llmbench.simulator.internal.http.Head;
import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.script.Conduct;
import dev.llmbench.simulator.script.RequestStamps.Connection;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection of a scripted server: answers its requests one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as a closed connection
final class ScriptedConnection extends ChannelInboundHandlerAdapter {
    private final Playbook book;
    private final Conduct conduct;
    private final long serverStartNanos;
    private final Deque<HttpAsk> waiting = new ArrayDeque<>(2);
    private Connection connection = new Connection(-1, 0);
    private @Nullable Playback playing;
    private @Nullable Future<?> idle;
    private int answered;

    ScriptedConnection(Playbook book, Conduct conduct, long serverStartNanos) {
        this.book = book;
        this.conduct = conduct;
        this.serverStartNanos = serverStartNanos;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) throws Exception {
        var client = (InetSocketAddress) ctx.channel().remoteAddress();
        connection = new Connection(book.nextConnection(), client.getPort());
        long delay = conduct.acceptDelay().toNanos();
        if (delay > 0) {
            ctx.channel().config().setAutoRead(false);
            ctx.executor().schedule(() -> ctx.channel().config().setAutoRead(true), delay, TimeUnit.NANOSECONDS);
        }
        super.channelActive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpAsk ask = (HttpAsk) message;
        if (playing == null) {
            play(ctx, ask);
        } else {
            waiting.add(ask);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof BadRequest bad) {
            var head = new Head(Integer.parseInt(bad.status().substring(0, 3)), "scripted")
                    .with("content-length", "0")
                    .with("connection", "close");
            ctx.writeAndFlush(Unpooled.wrappedBuffer(head.bytes()));
            ctx.close();
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        waiting.clear();
        if (playing != null) {
            playing.abandon();
        }
        stopIdleTimer();
        super.channelInactive(ctx);
    }

    /** A connection that fails is the client's news, not ours: its answer is marked as abandoned. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void play(ChannelHandlerContext ctx, HttpAsk ask) {
        stopIdleTimer();
        answered++;
        boolean last = conduct.maxRequestsPerConnection().isPresent()
                && answered >= conduct.maxRequestsPerConnection().getAsInt();
        var take = book.take(ask, connection, last || !ask.keepAlive());
        var playback = new Playback(
                ctx.channel(),
                take.reel(),
                take.recording(),
                ask.receivedNanos(),
                conduct,
                serverStartNanos,
                () -> complete(ctx));
        playing = playback;
        playback.run();
    }

    private void complete(ChannelHandlerContext ctx) {
        if (!waiting.isEmpty()) {
            // not directly: many pipelined requests answered at once would nest as deep as there are
            ctx.executor().execute(() -> {
                HttpAsk next = waiting.poll();
                if (next != null) {
                    play(ctx, next);
                }
            });
            return;
        }
        playing = null;
        conduct.closeIdleAfter()
                .ifPresent(after ->
                        idle = ctx.executor().schedule(() -> ctx.close(), after.toNanos(), TimeUnit.NANOSECONDS));
    }

    private void stopIdleTimer() {
        if (idle != null) {
            idle.cancel(false);
            idle = null;
        }
    }
}
