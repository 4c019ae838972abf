package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.load.Loop;
import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** A Netty event loop. */
final class NettyLoop implements Loop {
    private final EventLoop eventLoop;
    private final LoopIo io;
    private final Ticker ticker;

    NettyLoop(EventLoop eventLoop, LoopIo io, Ticker ticker) {
        this.eventLoop = eventLoop;
        this.io = io;
        this.ticker = ticker;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    LoopIo io() {
        return io;
    }

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
    }

    /** Netty takes up what is scheduled once between two reads; what is executed, again and again until nothing is left. */
    @Override
    public void afterReading(Runnable task) {
        var unused = eventLoop.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public void at(long nanos, Runnable task) {
        long delay = nanos - ticker.nanos();
        if (delay <= 0) {
            eventLoop.execute(task);
        } else {
            var unused = eventLoop.schedule(task, delay, TimeUnit.NANOSECONDS);
        }
    }
}
