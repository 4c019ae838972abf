package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a loop's handler asks the system for what sockets have before the loop looks for tasks. */
class LoopIoFactoryTest {
    @Test
    void asks_again_while_sockets_have_something_and_no_task_waits() {
        assertThat(handledIn(List.of(2, 3, 0, 7), List.of())).isEqualTo(5);
    }

    @Test
    void comes_back_for_a_task_although_sockets_have_something() {
        assertThat(handledIn(List.of(2, 3, 4, 0), List.of(2))).isEqualTo(5);
    }

    /**
     * Returns how many sockets were dealt with in one go.
     *
     * @param ready how many have something, each time they are asked
     * @param tasksBehind after which of these times a task waits
     */
    private static int handledIn(List<Integer> ready, List<Integer> tasksBehind) {
        Sockets sockets = new Sockets(ready);
        return new LoopIoFactory(executor -> sockets)
                .newHandler(ImmediateEventExecutor.INSTANCE)
                .run(new IoHandlerContext() {
                    @Override
                    public boolean canBlock() {
                        return !tasksBehind.contains(sockets.asked);
                    }

                    @Override
                    public long delayNanos(long currentTimeNanos) {
                        return Long.MAX_VALUE;
                    }

                    @Override
                    public long deadlineNanos() {
                        return -1;
                    }
                });
    }

    private static final class Sockets implements IoHandler {
        private final ArrayDeque<Integer> ready;
        private int asked;

        Sockets(List<Integer> ready) {
            this.ready = new ArrayDeque<>(ready);
        }

        @Override
        public int run(IoHandlerContext context) {
            asked++;
            return ready.remove();
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void wakeup() {}

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return false;
        }
    }
}
