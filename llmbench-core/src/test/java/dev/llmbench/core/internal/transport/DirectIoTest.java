package dev.llmbench.core.internal.transport;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DirectIoTest {
    private static final int BUFFER_BYTES = 8;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final ByteBuf buffer = ReusedBuffer.UNPOOLED.directBuffer(BUFFER_BYTES, BUFFER_BYTES);
    private ServerSocket listener;
    private Socket server;
    private MultiThreadIoEventLoopGroup group;
    private Channel channel;
    private DirectIo.Writer writer;

    private void connect(LoopIoFactory factory, Class<? extends Channel> type) throws Exception {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        group = new MultiThreadIoEventLoopGroup(1, factory);
        IoEventLoop loop = group.next();
        DirectIo direct = factory.of(loop).direct();
        channel = new Bootstrap()
                .group(loop)
                .channel(type)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext active) {
                        writer = direct.begin(active.channel(), buffer, new Taker());
                    }

                    @Override
                    public void channelRead(ChannelHandlerContext reading, Object message) {
                        ByteBuf bytes = (ByteBuf) message;
                        seen.add("channel: " + bytes.toString(StandardCharsets.UTF_8));
                        bytes.release();
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext inactive) {
                        seen.add("inactive");
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext failing, Throwable cause) {
                        seen.add("channel failed: " + cause.getMessage());
                    }
                })
                .connect(listener.getLocalSocketAddress())
                .sync()
                .channel();
        server = listener.accept();
    }

    private final class Taker implements DirectIo.Taker {
        @Override
        public void take(ByteBuf bytes) {
            String text = bytes.toString(StandardCharsets.UTF_8);
            seen.add("direct: " + text);
            if (text.equals("bad")) {
                throw new IllegalStateException("bad bytes");
            }
        }

        @Override
        public void failed(Throwable cause) {
            seen.add("failed: " + cause.getMessage());
        }
    }

    @AfterEach
    void stop() throws IOException {
        group.shutdownGracefully(0, 1, SECONDS).awaitUninterruptibly();
        server.close();
        listener.close();
        if (buffer.refCnt() > 0) {
            buffer.release();
        }
    }

    private void sends(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean writes(ByteBuf bytes) throws Exception {
        return channel.eventLoop().submit(() -> writer.write(bytes)).get(10, SECONDS);
    }

    private static ByteBuf bytes(int count) {
        return ReusedBuffer.UNPOOLED.directBuffer(count).writeZero(count);
    }

    private String next() throws InterruptedException {
        String next = seen.poll(10, SECONDS);
        assertThat(next).as("something within 10 s").isNotNull();
        return next;
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class OfEpoll {
        @BeforeEach
        void connectByEpoll() throws Exception {
            connect(new LoopIoFactory(EpollIoHandler.newFactory()), EpollSocketChannel.class);
        }

        @Test
        void pass_the_channel_by() throws Exception {
            sends("one");
            assertThat(next()).isEqualTo("direct: one");
            sends("two");
            assertThat(next()).isEqualTo("direct: two");
        }

        @Test
        void go_on_until_nothing_is_left() throws Exception {
            sends("12345678abcdefgh...");

            assertThat(next() + next() + next()).isEqualTo("direct: 12345678direct: abcdefghdirect: ...");
        }

        @Test
        void leave_the_end_and_what_comes_with_it_to_the_channel() throws Exception {
            sends("one");
            assertThat(next()).isEqualTo("direct: one");

            server.close();

            assertThat(next()).isEqualTo("inactive");
        }

        @Test
        void leave_errors_to_the_channel() throws Exception {
            server.setSoLinger(true, 0);
            server.close(); // resets the connection

            assertThat(next()).startsWith("channel failed: ").contains("reset");
            assertThat(next()).isEqualTo("inactive");
        }

        @Test
        void tell_who_takes_of_its_own_failure_and_go_on() throws Exception {
            sends("bad");
            assertThat(next()).isEqualTo("direct: bad");
            assertThat(next()).isEqualTo("failed: bad bytes");

            sends("good");
            assertThat(next()).isEqualTo("direct: good");
        }

        @Test
        void write_what_the_system_takes_and_release_it() throws Exception {
            ByteBuf bytes = bytes(100);

            assertThat(writes(bytes)).isTrue();

            assertThat(bytes.refCnt()).isZero();
            assertThat(server.getInputStream().readNBytes(100)).hasSize(100);
        }

        @Test
        void leave_what_the_system_does_not_take_at_once_to_the_channel() throws Exception {
            int count = 64 << 20; // more than the system keeps for both sides
            ByteBuf bytes = bytes(count);

            assertThat(writes(bytes)).isFalse();
            int left = bytes.readableBytes();
            assertThat(left).isBetween(1, count - 1);
            var unused = channel.writeAndFlush(bytes);
            ByteBuf behind = bytes(1);
            assertThat(writes(behind)).as("before the channel has written").isFalse();
            behind.release();

            assertThat(server.getInputStream().readNBytes(count)).hasSize(count);
        }

        @Test
        void leave_bytes_on_the_heap_and_broken_connections_to_the_channel() throws Exception {
            ByteBuf onHeap = ReusedBuffer.UNPOOLED.heapBuffer(1).writeZero(1);
            assertThat(writes(onHeap)).isFalse();
            onHeap.release();

            server.setSoLinger(true, 0);
            server.close();
            assertThat(next()).startsWith("channel failed: ");
            assertThat(next()).isEqualTo("inactive");
            ByteBuf late = bytes(1);
            assertThat(writes(late)).isFalse();
            late.release();
        }

        @Test
        void end_with_their_buffer() throws Exception {
            sends("one");
            assertThat(next()).isEqualTo("direct: one");

            channel.eventLoop().submit(() -> buffer.release()).sync();
            sends("two");

            assertThat(next()).isEqualTo("channel: two");
        }
    }

    @Test
    void are_the_channels_where_there_is_no_epoll() throws Exception {
        connect(new LoopIoFactory(NioIoHandler.newFactory()), NioSocketChannel.class);

        sends("one");

        assertThat(next()).isEqualTo("channel: one");
    }
}
