package dev.llmbench.simulator.internal.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A listening socket whose accepts, connections and timers share one event-loop thread, so that a server needs no locks.
 *
 * <p>Native epoll where there is any, NIO elsewhere; epoll's timers are precise to microseconds.
 */
public final class LoopServer implements AutoCloseable {
    private final EventLoopGroup group;
    private final EventLoop loop;
    private final ChannelGroup connections;
    private final Channel listener;
    private final boolean tls;

    private LoopServer(EventLoopGroup group, ChannelGroup connections, Channel listener, boolean tls) {
        this.group = group;
        this.loop = group.next();
        this.connections = connections;
        this.listener = listener;
        this.tls = tls;
    }

    /**
     * Listens.
     *
     * @param address port 0 takes a free one
     * @param tls what to encrypt with, or empty for plain text
     * @param application is given the one event loop, and makes the handler of each connection; that receives {@link
     *     HttpAsk} and {@link BadRequest}
     * @throws UncheckedIOException when the address can't be listened on
     */
    public static LoopServer start(
            String name,
            InetSocketAddress address,
            Optional<SslContext> tls,
            Function<EventLoop, Supplier<ChannelHandler>> application) {
        boolean epoll = Epoll.isAvailable();
        var group = new MultiThreadIoEventLoopGroup(
                1,
                new DefaultThreadFactory(name, true),
                epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        var connections = new DefaultChannelGroup(group.next(), true);
        var handlers = application.apply(group.next());
        try {
            Channel listener = new ServerBootstrap()
                    .group(group)
                    .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                    .option(ChannelOption.SO_BACKLOG, 4096)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childHandler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            connections.add(channel);
                            var stamp = new ReadStamp();
                            var pipeline = channel.pipeline().addLast(stamp);
                            tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
                            pipeline.addLast(new HttpRequestDecoder(), new AskReader(stamp), handlers.get());
                        }
                    })
                    .bind(address)
                    .syncUninterruptibly()
                    .channel();
            return new LoopServer(group, connections, listener, tls.isPresent());
        } catch (Exception e) { // Netty throws the checked BindException without declaring it
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
            var cause = new BindException(String.valueOf(e.getMessage()));
            cause.initCause(e);
            throw new UncheckedIOException(whyNot(address, cause), cause);
        }
    }

    private static String whyNot(InetSocketAddress address, BindException cause) {
        if (address.isUnresolved()) {
            return "the host '" + address.getHostString() + "' is not known; name an address of this machine";
        }
        return "nothing can listen on " + address.getHostString() + ":" + address.getPort() + " (" + cause.getMessage()
                + "); choose another port, 0 for a free one, or another address of this machine";
    }

    /** Returns the port that is listened on. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Returns the root URL, without a slash at its end. */
    public URI url() {
        String host = ((InetSocketAddress) listener.localAddress()).getAddress().getHostAddress();
        if (host.equals("0.0.0.0") || host.equals("0:0:0:0:0:0:0:0")) {
            host = "127.0.0.1";
        }
        String literal = host.contains(":") ? "[" + host + "]" : host;
        return URI.create((tls ? "https" : "http") + "://" + literal + ":" + port());
    }

    /** Returns the one event loop. */
    public EventLoop loop() {
        return loop;
    }

    /** Closes the listener, then all connections, then the thread; a second call does nothing. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        connections.close().awaitUninterruptibly(5, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(6, TimeUnit.SECONDS);
    }
}
