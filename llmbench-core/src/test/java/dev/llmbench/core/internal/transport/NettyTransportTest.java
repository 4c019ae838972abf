package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.FailureKind;
import dev.llmbench.core.internal.load.Transport;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How requests end that never get a connection. */
class NettyTransportTest {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoop eventLoop = group.next();

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void a_socket_that_can_not_be_created_is_told_on_the_loop_as_a_refusal_of_this_machine() throws Exception {
        Failure failure = failure(WithoutDescriptors.class, route(1, Optional.empty()));

        assertThat(failure.onLoop()).as("told on the loop").isTrue();
        assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED_BY_CLIENT);
        assertThat(failure.message()).isEqualTo("Too many open files");
    }

    @Test
    void a_server_that_closes_the_tls_handshake_is_named() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Failure> told = new CompletableFuture<>();
            ask(NioSocketChannel.class, route(listener.getLocalPort(), Optional.of(SSLContext.getDefault())), told);
            try (var client = listener.accept()) {
                // the client's greeting is read, so that the end is no reset
                assertThat(client.getInputStream().read()).isNotNegative();
                client.getInputStream().skipNBytes(client.getInputStream().available());
            }

            Failure failure = told.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            assertThat(failure.kind()).isEqualTo(FailureKind.TLS);
            assertThat(failure.message()).contains("TLS", "localhost:" + listener.getLocalPort(), "closed");
        }
    }

    private Failure failure(Class<? extends SocketChannel> type, Route route) throws Exception {
        CompletableFuture<Failure> told = new CompletableFuture<>();
        ask(type, route, told);
        return told.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask(Class<? extends SocketChannel> type, Route route, CompletableFuture<Failure> told) {
        NettyLoop loop = new NettyLoop(eventLoop, new LoopIo(), System::nanoTime);
        NettyTransport transport = new NettyTransport(loop, type, route);
        loop.execute(() -> transport.send(new byte[1], new OnlyFailing(eventLoop, told)));
    }

    private static Route route(int port, Optional<SSLContext> tls) {
        return new Route(
                "localhost",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                tls,
                true,
                Optional.empty(),
                TIMEOUT_MILLIS,
                0,
                System::nanoTime);
    }

    /** Fails as a socket does when descriptors are used up. */
    public static final class WithoutDescriptors extends NioSocketChannel {
        /** Fails. */
        public WithoutDescriptors() {
            throw new ChannelException("Too many open files");
        }
    }

    private record Failure(FailureKind kind, String message, boolean onLoop) {}

    private record OnlyFailing(EventLoop eventLoop, CompletableFuture<Failure> told) implements Transport.Call {
        @Override
        public void failed(long nanos, FailureKind kind, String message) {
            told.complete(new Failure(kind, message, eventLoop.inEventLoop()));
        }

        @Override
        public void connected(long nanos, boolean opened, int localPort) {
            throw new AssertionError("connected");
        }

        @Override
        public void writing(long nanos) {
            throw new AssertionError("writing");
        }

        @Override
        public void sendingAgain() {
            throw new AssertionError("sending again");
        }

        @Override
        public void bytes(long nanos, long waitedNanos) {
            throw new AssertionError("bytes");
        }

        @Override
        public void head(long nanos, int status, boolean simulated) {
            throw new AssertionError("head");
        }

        @Override
        public void body(byte[] buffer, int from, int to, long nanos) {
            throw new AssertionError("body");
        }

        @Override
        public void ended(long nanos) {
            throw new AssertionError("ended");
        }
    }
}
