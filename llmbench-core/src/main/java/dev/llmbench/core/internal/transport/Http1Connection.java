package dev.llmbench.core.internal.transport;

import dev.llmbench.api.FailureKind;
import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import dev.llmbench.core.internal.load.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection, carrying one request after the other. Belongs to one loop.
 */
final class Http1Connection extends ChannelInboundHandlerAdapter implements DirectIo.Taker, ResponseHandler {
    /** For whom a connection is opened, until it stands. */
    static final AttributeKey<Attempt> OPENED_FOR = AttributeKey.valueOf("dev.llmbench.openedFor");

    private static final String SIMULATED_HEADER = "x-llmbench-simulated";

    private final NettyTransport transport;
    private final @Nullable ReadStamp stamp;
    private final Http1ResponseParser parser = new Http1ResponseParser(List.of(SIMULATED_HEADER));
    private @Nullable ChannelHandlerContext context;
    private DirectIo.@Nullable Writer direct;
    private @Nullable Attempt attempt;
    private Transport.@Nullable Call call; // of the attempt, which needn't be fetched into the cache for each token
    private boolean reused;
    private boolean answered;
    private boolean simulated;
    private boolean closing;
    private boolean over;
    private boolean keepAlive;
    private int status;
    private int localPort;
    private long readNanos;
    private long idleSince;
    private String lostBy = "";

    /**
     * Creates the handler of a connection.
     *
     * @param transport whose it is
     * @param stamp what stamps reads before others have worked on them, such as TLS; absent where nobody stands between
     */
    Http1Connection(NettyTransport transport, @Nullable ReadStamp stamp) {
        this.transport = transport;
        this.stamp = stamp;
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (transport.route().tls().isEmpty()) {
            direct = transport.goDirectly(active.channel(), this);
            standing();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext active, Object event) {
        context = active;
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                standing();
            } else {
                connectFailed(handshake.cause());
            }
        } else if (!(event instanceof ProxyConnectionEvent)) {
            active.fireUserEventTriggered(event);
        }
    }

    private void standing() {
        Attempt waiting = takeWaiting();
        if (waiting == null || waiting.isCut()) {
            abandon();
            return;
        }
        if (context != null && context.channel().localAddress() instanceof InetSocketAddress local) {
            localPort = local.getPort();
        }
        waiting.call().connected(transport.loop().nanos(), true, localPort);
        write(waiting, false);
    }

    private @Nullable Attempt takeWaiting() {
        return context == null ? null : context.channel().attr(OPENED_FOR).getAndSet(null);
    }

    private void connectFailed(Throwable cause) {
        Attempt waiting = takeWaiting();
        abandon();
        if (waiting != null && !waiting.isCut()) {
            ConnectFailure failure = ConnectFailure.of(cause, transport.route());
            waiting.call().failed(transport.loop().nanos(), failure.kind(), failure.message());
        }
    }

    /** Sends a request; the answer goes to its call. */
    void write(Attempt next, boolean onUsedConnection) {
        attempt = next;
        call = next.call();
        reused = onUsedConnection;
        answered = false;
        simulated = false;
        over = false;
        status = 0;
        parser.reset();
        next.on(this);
        if (context != null) {
            ByteBuf request = transport.toSend(next.request());
            next.call().writing(transport.loop().nanos()); // right before it is: nothing may come between
            if (direct == null || !direct.write(request)) {
                var unused = context.writeAndFlush(request, context.voidPromise());
            }
        }
    }

    /** The TCP port of this side, 0 before the connection stands. */
    int localPort() {
        return localPort;
    }

    /** Whether an idle connection may be used again. */
    boolean usable(long idleNotBefore) {
        return context != null && context.channel().isActive() && idleSince - idleNotBefore > 0;
    }

    /** Closes without telling anybody. */
    void abandon() {
        attempt = null;
        closing = true;
        closeChannel();
    }

    private void closeChannel() {
        if (context != null) {
            var unused = context.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        long nanos = stamp == null ? transport.loop().nanos() : stamp.nanos();
        ByteBuf bytes = (ByteBuf) message;
        try {
            read(bytes, nanos);
        } finally {
            transport.giveBack(bytes);
        }
    }

    @Override
    public void take(ByteBuf bytes) {
        read(bytes, transport.loop().nanos());
    }

    @Override
    public void failed(Throwable cause) {
        if (context != null) {
            exceptionCaught(context, cause);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        // told to nobody behind this handler: there is none who listens
    }

    private void read(ByteBuf bytes, long nanos) {
        if (attempt == null || call == null) {
            abandon(); // nobody asked
            return;
        }
        if (!answered) {
            answered = true;
            attempt.answered();
        }
        readNanos = nanos;
        call.bytes(nanos, transport.loop().io().turn().waitedAt(nanos));
        byte[] scratch = transport.scratch();
        while (attempt != null && bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), scratch.length);
            bytes.readBytes(scratch, 0, length);
            int used = parser.read(scratch, 0, length, this);
            if (over) {
                finish(nanos, used == length && !bytes.isReadable());
                return;
            }
        }
    }

    private void finish(long nanos, boolean nothingBehind) {
        Attempt done = attempt;
        attempt = null;
        if (keepAlive && nothingBehind && transport.route().maxIdleNanos() > 0) {
            idleSince = nanos;
            transport.release(this); // before the call: its user may ask again at once
        } else {
            abandon();
        }
        if (done != null) {
            done.call().ended(nanos);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        lost("the server closed the connection");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
        if (context == null || context.channel().attr(OPENED_FOR).get() != null) {
            context = failing;
            connectFailed(cause);
            return;
        }
        lost(ConnectFailure.words(cause));
        abandon();
    }

    private void lost(String why) {
        lostBy = why;
        if (closing) {
            return;
        }
        closing = true;
        readNanos = transport.loop().nanos();
        if (attempt == null) {
            Attempt waiting = takeWaiting();
            if (waiting == null) {
                transport.forget(this);
            } else if (!waiting.isCut()) {
                waiting.call().failed(readNanos, FailureKind.TLS, "no TLS connection: " + why);
            }
        } else if (!answered && reused && attempt.mayTryAgain()) {
            Attempt again = attempt;
            attempt = null;
            again.call().sendingAgain();
            transport.open(again);
        } else if (!answered) {
            fail(FailureKind.DISCONNECTED, why + " before any answer");
        } else {
            parser.closed(this);
            if (over) {
                keepAlive = false;
                finish(readNanos, false);
            } else if (attempt != null) {
                fail(FailureKind.DISCONNECTED, why + " before the answer was complete");
            }
        }
    }

    private void fail(FailureKind kind, String message) {
        Attempt failed = attempt;
        attempt = null;
        if (failed != null) {
            failed.call().failed(readNanos, kind, message);
        }
    }

    @Override
    public void head(int code) {
        status = code;
    }

    @Override
    public void header(String name, String value) {
        simulated = true;
    }

    @Override
    public void headComplete() {
        if (attempt != null) {
            attempt.call().head(readNanos, status, simulated);
        }
    }

    @Override
    public void body(byte[] buffer, int from, int to) {
        if (attempt != null && call != null) {
            call.body(buffer, from, to, readNanos);
        }
    }

    @Override
    public void end(boolean mayKeepAlive) {
        over = true;
        keepAlive = mayKeepAlive;
    }

    @Override
    public void malformed(String what) {
        boolean cutOff = closing;
        closing = true;
        closeChannel();
        if (cutOff) {
            fail(FailureKind.DISCONNECTED, what + " (" + lostBy + ")");
        } else {
            fail(FailureKind.PROTOCOL, what);
        }
    }
}
