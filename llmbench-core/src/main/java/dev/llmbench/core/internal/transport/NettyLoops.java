package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.ChannelFuture;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The event loops of a run, each with its own connections: native epoll on Linux, NIO elsewhere.
 */
public final class NettyLoops implements AutoCloseable {
    private final IoEventLoopGroup group;
    private final boolean epoll;
    private final List<NettyTransport> transports = new ArrayList<>();
    private final List<LevelRun.Lane> lanes = new ArrayList<>();
    private final List<NettyLoop> loops = new ArrayList<>();

    /**
     * Starts loops.
     *
     * @param count how many
     * @param route where connections lead
     * @param ticker the clock of the stamps
     */
    public NettyLoops(int count, Route route, Ticker ticker) {
        epoll = Epoll.isAvailable();
        LoopIoFactory io = new LoopIoFactory(epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("llmbench-loop", true), io);
        Class<? extends SocketChannel> channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        for (int i = 0; i < count; i++) {
            IoEventLoop eventLoop = group.next();
            NettyLoop loop = new NettyLoop(eventLoop, io.of(eventLoop), ticker);
            NettyTransport transport = new NettyTransport(loop, channelType, route);
            loops.add(loop);
            transports.add(transport);
            lanes.add(new LevelRun.Lane(loop, transport));
        }
    }

    /**
     * Returns the loops with their transports.
     *
     * @return as many as were started
     */
    public List<LevelRun.Lane> lanes() {
        return List.copyOf(lanes);
    }

    /**
     * Returns how sockets are read.
     *
     * @return {@code epoll} or {@code nio}
     */
    public String transport() {
        return epoll ? "epoll" : "nio";
    }

    /**
     * Opens a connection on every loop and closes it, so that the first request of an open loop isn't late, and the first
     * latency not longer, by what is set up once for a connection: classes, some 60 ms; with TLS more, and buffers.
     * Whether it succeeds doesn't matter: requests will tell.
     *
     * @param atMostMillis how long to wait for it
     */
    public void rehearse(long atMostMillis) {
        List<ChannelFuture> closed =
                transports.stream().map(NettyTransport::rehearse).toList();
        closed.forEach(future -> future.awaitUninterruptibly(atMostMillis));
    }

    /** Is told how late a loop does what is due. */
    @FunctionalInterface
    public interface LagListener {
        /**
         * Takes one tick.
         *
         * @param due when it was due, in nanoseconds
         * @param met when the loop began to read what came when the tick was due, in nanoseconds
         * @param now when it came, in nanoseconds
         * @param reads how often a socket was read about that time
         */
        void tick(long due, long met, long now, int reads);
    }

    /**
     * Tells how late each loop does what is due at moments at random, on average every 10 ms, on that loop.
     *
     * @param index number of the loop
     * @param listener who is told
     */
    public void watchLag(int index, LagListener listener) {
        new Ticking(loops.get(index), listener).begin();
    }

    /** The ticks of one loop, in one object: they go on all the time. */
    private static final class Ticking implements Runnable {
        private final NettyLoop loop;
        private final LoopTicks ticks;

        Ticking(NettyLoop loop, LagListener listener) {
            this.loop = loop;
            this.ticks = new LoopTicks(loop.io().turn(), listener, new SplittableRandom(1));
        }

        void begin() {
            at(ticks.begin(loop.nanos()));
        }

        @Override
        public void run() {
            at(ticks.run(loop.nanos()));
        }

        private void at(long due) {
            if (!loop.eventLoop().isShuttingDown()) {
                loop.at(due, this);
            }
        }
    }

    @Override
    public void close() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).execute(transports.get(i)::close);
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
