package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.load.Loop;
import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** A Netty event loop. */
final class NettyLoop implements Loop {
    private final EventLoop eventLoop;
    private final LoopTurn turn;
    private final Ticker ticker;

    NettyLoop(EventLoop eventLoop, LoopTurn turn, Ticker ticker) {
        this.eventLoop = eventLoop;
        this.turn = turn;
        this.ticker = ticker;
    }

    EventLoop eventLoop() {
        return eventLoop;
    }

    LoopTurn turn() {
        return turn;
    }

    @Override
    public long nanos() {
        return ticker.nanos();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(task);
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
