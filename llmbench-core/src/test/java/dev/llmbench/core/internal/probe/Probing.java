package dev.llmbench.core.internal.probe;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How tests ask a server that is not as it should be. */
final class Probing {
    private Probing() {}

    static BenchmarkPlan plan() {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        return BenchmarkPlan.of(Workload.synthetic().inputTokens(20).outputTokens(8), Load.concurrency(1))
                .withRequests(RequestSettings.defaults().withTimeouts(timeouts));
    }

    static ProbeReport probe(Target target) {
        return ServerProbe.probe(
                target, plan(), new OpenAiChatProtocol(), Secrets.of(target, name -> Optional.of("canary-key")));
    }

    /** One line: what, which value, what to do. */
    static void refused(Target target, Class<? extends LlmBenchException> kind, String... words) {
        assertThatThrownBy(() -> probe(target))
                .isInstanceOf(kind)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n")
                .doesNotContain("canary-key")
                .hasSizeLessThan(900);
    }

    /** A server that answers every connection with these bytes, then closes it. */
    static ServerSocket answering(String bytes) throws IOException {
        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                    socket.shutdownOutput();
                    socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    // the next connection, or the end
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    static Target at(ServerSocket listener, String scheme) {
        return Target.openAi(scheme + "://127.0.0.1:" + listener.getLocalPort()).model("m");
    }
}
