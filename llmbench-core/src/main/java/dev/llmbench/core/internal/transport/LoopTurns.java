package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.time.Ticker;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.IdentityHashMap;

/**
 * Makes the handlers by which event loops ask the system for what their sockets have, and lets each tell when it asks. A task at
 * the end of each turn would tell the same and cost a loop several times as much.
 */
final class LoopTurns implements IoHandlerFactory {
    private final IoHandlerFactory handlers;
    private final Ticker ticker;
    private final IdentityHashMap<ThreadAwareExecutor, LoopTurn> turns = new IdentityHashMap<>();

    LoopTurns(IoHandlerFactory handlers, Ticker ticker) {
        this.handlers = handlers;
        this.ticker = ticker;
    }

    /** Returns the turns of a loop that was made with this. */
    LoopTurn of(ThreadAwareExecutor loop) {
        LoopTurn turn = turns.get(loop);
        if (turn == null) {
            throw new IllegalArgumentException(loop + " was not made with this");
        }
        return turn;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor loop) {
        LoopTurn turn = new LoopTurn();
        turns.put(loop, turn);
        return new Telling(handlers.newHandler(loop), turn, ticker);
    }

    private record Telling(IoHandler handler, LoopTurn turn, Ticker ticker) implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            turn.asks(ticker.nanos());
            return handler.run(context);
        }

        @Override
        public void initialize() {
            handler.initialize();
        }

        @Override
        public void prepareToDestroy() {
            handler.prepareToDestroy();
        }

        @Override
        public void destroy() {
            handler.destroy();
        }

        @Override
        public IoRegistration register(IoHandle handle) throws Exception {
            return handler.register(handle);
        }

        @Override
        public void wakeup() {
            handler.wakeup();
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return handler.isCompatible(handleType);
        }
    }
}
