package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
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
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The event loops of a run, each with its own connections: native epoll on Linux, NIO elsewhere.
 */
public final class NettyLoops implements AutoCloseable {
    private static final long LAG_TICK_MILLIS = 10;

    private final EventLoopGroup group;
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
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("llmbench-loop", true), io);
        Class<? extends SocketChannel> channelType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
        for (int i = 0; i < count; i++) {
            NettyLoop loop = new NettyLoop(group.next(), ticker);
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
     * Tells how late each loop does what is due, a hundred times a second, on that loop.
     *
     * @param index number of the loop
     * @param lag takes when a tick was due and when it came, in nanoseconds
     */
    public void watchLag(int index, BiConsumer<Long, Long> lag) {
        NettyLoop loop = loops.get(index);
        long first = loop.nanos() + TimeUnit.MILLISECONDS.toNanos(LAG_TICK_MILLIS);
        tick(loop, first, lag);
    }

    private void tick(NettyLoop loop, long due, BiConsumer<Long, Long> lag) {
        if (loop.eventLoop().isShuttingDown()) {
            return;
        }
        loop.at(due, () -> {
            long now = loop.nanos();
            lag.accept(due, now);
            // From now on, not from due: one long stop is one late tick, as it is one late request.
            tick(loop, now + TimeUnit.MILLISECONDS.toNanos(LAG_TICK_MILLIS), lag);
        });
    }

    @Override
    public void close() {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).execute(transports.get(i)::close);
        }
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
