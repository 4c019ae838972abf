package dev.llmbench.core.internal.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The order in which a real loop does what it is given while bytes wait to be read. */
class NettyLoopTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final LoopIoFactory factory = new LoopIoFactory(NioIoHandler.newFactory());
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, factory);

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, SECONDS).awaitUninterruptibly();
    }

    @Test
    void what_comes_after_reading_comes_behind_bytes_that_are_there() throws Exception {
        whileBytesWait(loop -> loop.afterReading(() -> seen.add("task")));

        assertThat(seen.poll(20, SECONDS)).isEqualTo("read");
        assertThat(seen.poll(20, SECONDS)).isEqualTo("task");
    }

    @Test
    void what_is_executed_comes_before_them() throws Exception {
        whileBytesWait(loop -> loop.execute(() -> seen.add("task")));

        assertThat(seen.poll(20, SECONDS)).isEqualTo("task");
        assertThat(seen.poll(20, SECONDS)).isEqualTo("read");
    }

    /** Lets bytes arrive while the loop is busy, and gives it something to do. */
    private void whileBytesWait(Consumer<NettyLoop> task) throws Exception {
        IoEventLoop eventLoop = group.next();
        NettyLoop loop = new NettyLoop(eventLoop, factory.of(eventLoop), System::nanoTime);
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            connect(eventLoop, listener);
            try (Socket server = listener.accept()) {
                eventLoop
                        .submit(() -> {
                            send(server); // on loopback they have arrived when this returns
                            task.accept(loop);
                        })
                        .sync();
            }
        }
    }

    private void connect(IoEventLoop eventLoop, ServerSocket listener) throws InterruptedException {
        new Bootstrap()
                .group(eventLoop)
                .channel(NioSocketChannel.class)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object message) {
                        ReferenceCountUtil.release(message);
                        seen.add("read");
                    }
                })
                .connect(listener.getLocalSocketAddress())
                .sync();
    }

    private static void send(Socket server) {
        try {
            server.getOutputStream().write('a');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
