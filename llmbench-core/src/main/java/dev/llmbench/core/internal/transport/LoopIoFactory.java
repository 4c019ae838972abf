package dev.llmbench.core.internal.transport;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ThreadAwareExecutor;
import java.util.IdentityHashMap;

/**
 * Makes the handlers by which event loops ask the system for what their sockets have. Each tells its {@link LoopTurn} when it asks
 * (a task at the end of each turn would tell the same and cost a loop several times as much) and shows what it registers to its
 * {@link DirectIo}.
 */
final class LoopIoFactory implements IoHandlerFactory {
    private final IoHandlerFactory handlers;
    private final IdentityHashMap<ThreadAwareExecutor, LoopIo> made = new IdentityHashMap<>();

    LoopIoFactory(IoHandlerFactory handlers) {
        this.handlers = handlers;
    }

    /** Returns what belongs to a loop that was made with this. */
    LoopIo of(ThreadAwareExecutor loop) {
        LoopIo io = made.get(loop);
        if (io == null) {
            throw new IllegalArgumentException(loop + " was not made with this");
        }
        return io;
    }

    @Override
    public IoHandler newHandler(ThreadAwareExecutor loop) {
        LoopIo io = new LoopIo();
        made.put(loop, io);
        return new Handler(handlers.newHandler(loop), io);
    }

    private record Handler(IoHandler handler, LoopIo io) implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            int handled = 0;
            int last;
            do { // not by way of the loop's tasks where there are none: to see so costs as much as a small read
                io.turn().asks();
                last = handler.run(context);
                handled += last;
            } while (last > 0 && context.canBlock());
            return handled;
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
            return handler.register(io.direct().before(handle));
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
