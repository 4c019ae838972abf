package dev.llmbench.core.internal.probe;

import static dev.llmbench.core.internal.probe.Probing.answering;
import static dev.llmbench.core.internal.probe.Probing.at;
import static dev.llmbench.core.internal.probe.Probing.plan;
import static dev.llmbench.core.internal.probe.Probing.probe;
import static dev.llmbench.core.internal.probe.Probing.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.Timeouts;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnreachableTest {
    private final ToyServer server = new ToyServer(ToyTokenizer.plain());

    @AfterEach
    void close() {
        server.close();
    }

    private Target target() {
        return Target.openAi(server.url()).model(ToyServer.MODEL);
    }

    @Test
    void has_nothing_at_a_closed_port() {
        server.close();

        refused(
                target(),
                TargetException.class,
                "connection refused",
                server.url().substring(7),
                "start the server");
    }

    @Test
    void does_not_know_a_host() {
        refused(Target.openAi("http://nowhere.invalid").model("m"), TargetException.class, "nowhere.invalid", "DNS");
    }

    @Test
    void takes_too_long_to_answer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Target target = at(silent, "http");
            Timeouts brief = new Timeouts(
                    Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50));
            BenchmarkPlan plan = plan().withRequests(RequestSettings.defaults().withTimeouts(brief));

            assertThatThrownBy(() -> ServerProbe.probe(
                            target, plan, new OpenAiChatProtocol(), Secrets.of(target, name -> Optional.empty())))
                    .isInstanceOf(TargetException.class)
                    .hasMessageContainingAll("did not end within 50 ms", "127.0.0.1");
        }
    }

    @Test
    void can_be_interrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.currentThread().interrupt();

            Throwable thrown = catchThrowable(() -> probe(at(silent, "http")));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(LlmBenchException.class).hasMessageContaining("interrupted");
        }
    }

    @Test
    void speaks_something_else_than_http() throws Exception {
        try (ServerSocket ssh = answering("SSH-2.0-OpenSSH_9.2\r\n")) {
            refused(at(ssh, "http"), TargetException.class, "HTTP", "SSH-2.0", "check host and port");
        }
    }

    @Test
    void has_a_proxy_that_refuses() throws Exception {
        try (ServerSocket proxy = answering("HTTP/1.1 403 Forbidden\r\n\r\n")) {
            Target target = Target.openAi("https://model.invalid")
                    .model("m")
                    .connection(ConnectionSettings.direct().withProxy("http://127.0.0.1:" + proxy.getLocalPort()));

            refused(target, ConfigurationException.class, "the proxy 127.0.0.1", "403 Forbidden", "CONNECT");
        }
    }

    @Test
    void is_reached_through_a_proxy_that_sees_plain_requests() {
        Target behind = Target.openAi("http://model.invalid/below")
                .model(ToyServer.MODEL)
                .connection(ConnectionSettings.direct().withProxy(server.url()));

        ProbeReport report = probe(behind);

        assertThat(report.asking().path()).isEqualTo("/below/v1/chat/completions");
        assertThat(server.requests)
                .allSatisfy(got -> assertThat(got.headers().get("Host")).containsExactly("model.invalid"));
    }
}
