package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.load.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import java.util.ArrayDeque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Connections of one event loop: used again, the latest first, while the server surely still holds them open.
 */
final class NettyTransport implements Transport {
    private static final int SCRATCH_BYTES = 64 * 1024;
    private static final int WRITE_BYTES = 64 * 1024;

    private final NettyLoop loop;
    private final Route route;
    private final Bootstrap bootstrap;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final ReusedReadBuffer readBuffer = new ReusedReadBuffer();
    private final ReusedBuffer writeBuffer = new ReusedBuffer(WRITE_BYTES);
    private final HeapInput heapInput = new HeapInput();
    private final ArrayDeque<Http1Connection> idle = new ArrayDeque<>();

    NettyTransport(NettyLoop loop, Class<? extends SocketChannel> channelType, Route route) {
        this.loop = loop;
        this.route = route;
        this.bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(channelType)
                .resolver(
                        NoopAddressResolverGroup
                                .INSTANCE) // resolved once before the run: looking up would block a loop
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, readBuffer)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, route.connectTimeoutMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        buildPipeline(channel);
                    }
                });
        if (route.tls().isEmpty()) {
            bootstrap.option(ChannelOption.ALLOCATOR, ReusedBuffer.UNPOOLED); // TLS takes buffers for each record
        }
    }

    @Override
    public InFlight send(byte[] request, Call call) {
        Attempt attempt = new Attempt(request, call);
        Http1Connection pooled = takeIdle();
        if (pooled == null) {
            open(attempt);
        } else {
            call.connected(loop.nanos(), false, pooled.localPort());
            pooled.write(attempt, true);
        }
        return attempt;
    }

    private @Nullable Http1Connection takeIdle() {
        Http1Connection connection;
        while ((connection = idle.poll()) != null) {
            if (connection.usable(loop.nanos() - route.maxIdleNanos())) {
                return connection;
            }
            connection.abandon();
        }
        return null;
    }

    /** Opens a connection for an attempt and sends it there. */
    void open(Attempt attempt) {
        // The attribute is there before the channel: on loopback a connection may stand before connect() returns.
        var unused = connect(bootstrap.clone().attr(Http1Connection.OPENED_FOR, attempt))
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        // a socket that can't even be created is told on a thread of Netty's own
                        loop.execute(() -> connectFailed(attempt, done.cause()));
                    }
                });
    }

    /**
     * Opens a connection for nobody, which is closed as soon as it stands; the future tells when. Where TLS will need buffers
     * of Netty's pools, takes one: with the first, Netty's events for Java's flight recorder make the JVM set that up.
     */
    ChannelFuture rehearse() {
        if (route.tls().isPresent()) {
            loop.execute(() -> ByteBufAllocator.DEFAULT.ioBuffer().release());
        }
        return connect(bootstrap.clone()).channel().closeFuture();
    }

    /** Returns a request in a buffer that its connection can write. */
    ByteBuf toSend(byte[] request) {
        // TLS copies what it sends; what does not fit, or waits for its turn, is copied by Netty
        boolean fits = route.tls().isEmpty() && request.length <= writeBuffer.bytes();
        ByteBuf own = fits ? writeBuffer.takeIfFree() : null;
        return own == null ? Unpooled.wrappedBuffer(request) : own.writeBytes(request);
    }

    private ChannelFuture connect(Bootstrap prepared) {
        // A tunnel is asked for by the server's address; the proxy's handler turns to the proxy instead.
        return prepared.connect(tunnelled() ? route.server() : route.peer());
    }

    /** Whether a proxy only passes bytes on. */
    private boolean tunnelled() {
        return route.proxy().isPresent() && route.tls().isPresent();
    }

    private void connectFailed(Attempt attempt, Throwable cause) {
        if (!attempt.isCut()) {
            ConnectFailure failure = ConnectFailure.of(cause, route);
            attempt.call().failed(loop.nanos(), failure.kind(), failure.message());
        }
    }

    private void buildPipeline(Channel channel) {
        if (route.tls().isPresent()) {
            buildSecurePipeline(channel.pipeline(), route.tls().get());
        } else {
            // nothing before it: a handler more costs every token, most of all where thousands of connections take
            // turns
            channel.pipeline().addLast(new Http1Connection(this, null));
        }
    }

    private void buildSecurePipeline(ChannelPipeline pipeline, SSLContext tls) {
        ReadStamp stamp = new ReadStamp(route.ticker());
        pipeline.addLast(stamp, heapInput);
        if (tunnelled()) {
            HttpProxyHandler proxy = new HttpProxyHandler(route.peer());
            proxy.setConnectTimeoutMillis(route.connectTimeoutMillis());
            pipeline.addLast(proxy);
        }
        SSLEngine engine = tls.createSSLEngine(route.host(), route.server().getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm(route.verifyHost() ? "HTTPS" : "");
        engine.setSSLParameters(parameters);
        SslHandler handler = new SslHandler(engine);
        handler.setHandshakeTimeoutMillis(route.connectTimeoutMillis());
        pipeline.addLast(handler, new Http1Connection(this, stamp));
    }

    /** A connection has nothing more to do. */
    void release(Http1Connection connection) {
        idle.push(connection);
    }

    /** An idle connection is gone. */
    void forget(Http1Connection connection) {
        idle.remove(connection);
    }

    NettyLoop loop() {
        return loop;
    }

    Route route() {
        return route;
    }

    /** Lets a connection without TLS be read and written past its channel; null where that can't be. */
    DirectIo.@Nullable Writer goDirectly(Channel channel, DirectIo.Taker taker) {
        return loop.io().direct().begin(channel, readBuffer.buffer(), taker);
    }

    /** Takes back what was read. */
    void giveBack(ByteBuf read) {
        readBuffer.giveBack(read);
    }

    byte[] scratch() {
        return scratch;
    }

    /** Closes idle connections; those in use go with their loop. */
    void close() {
        for (Http1Connection connection : idle) {
            connection.abandon();
        }
        idle.clear();
        readBuffer.close();
        writeBuffer.close();
    }
}
