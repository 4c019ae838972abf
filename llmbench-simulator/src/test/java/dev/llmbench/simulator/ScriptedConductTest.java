package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a scripted server behaves besides its answers. */
class ScriptedConductTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @Nested
    class AnIdleConnection {
        @Test
        void is_closed_by_the_server() throws IOException {
            Script script = Script.of(Answers.json("1")).closeIdleAfter(SHORT);
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                client.post("/x", "").readSized();
                long idleSince = System.nanoTime();

                assertThat(client.read()).isEmpty();

                assertThat(System.nanoTime() - idleSince)
                        .isGreaterThan(SHORT.minusMillis(10).toNanos());
            }
        }

        @Test
        void is_not_one_that_waits_for_a_slow_answer() throws IOException {
            Script script = Script.of(
                            Answers.steps().delay(SHORT.multipliedBy(3)).event("late"))
                    .closeIdleAfter(SHORT);
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                client.post("/x", "").readChunked();

                assertThat(client.post("/x", "").readChunked()).endsWith("data: late\n\n");
            }
        }
    }

    @Nested
    class AConnectionsLastAnswer {
        @Test
        void announces_that_it_closes() throws IOException {
            Script script = Script.of(Answers.json("1")).maxRequestsPerConnection(2);
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                assertThat(client.post("/x", "").readSized()).doesNotContain("connection: close");
                assertThat(client.post("/x", "").readSized()).contains("connection: close");
                assertThat(client.read()).isEmpty();
            }
        }
    }

    @Nested
    class Steps {
        @Test
        void hold_back_what_is_due_until_the_next_of_them() throws IOException {
            Duration step = Duration.ofMillis(500);
            Script script = Script.of(
                            Answers.tokens(3).timeToFirst(Duration.ZERO).every(Duration.ofMillis(1)))
                    .inSteps(step);
            long before = System.nanoTime();
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                client.post("/x", "").readChunked();

                assertThat(server.stamps().get(0).events())
                        .allSatisfy(event -> assertThat(event.nanos() - before).isGreaterThanOrEqualTo(step.toNanos()));
            }
        }
    }

    @Nested
    class AStall {
        @Test
        void holds_everything_back_until_its_end() throws IOException {
            Script script = Script.of(
                            Answers.tokens(80).timeToFirst(Duration.ZERO).every(Duration.ofMillis(20)))
                    .stallEvery(Duration.ofMillis(400), Duration.ofMillis(200));
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                client.post("/x", "").readChunked();

                List<Long> resumed = new ArrayList<>();
                var events = server.stamps().get(0).events();
                for (int i = 1; i < events.size(); i++) {
                    if (events.get(i).nanos() - events.get(i - 1).nanos() > 150_000_000) {
                        resumed.add(events.get(i).nanos());
                    }
                }
                assertThat(resumed).hasSizeBetween(3, 4);
                for (int i = 1; i < resumed.size(); i++) {
                    assertThat(resumed.get(i) - resumed.get(i - 1)).isCloseTo(400_000_000L, within(100_000_000L));
                }
            }
        }
    }

    @Nested
    class Latency {
        @Test
        void comes_before_everything_that_is_sent() throws IOException {
            Script script = Script.of(Answers.tokens(1).timeToFirst(SHORT)).latency(SHORT);
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                client.post("/x", "").readChunked();

                RequestStamps stamps = server.stamps().get(0);

                assertThat(stamps.headersSentNanos().getAsLong() - stamps.receivedNanos())
                        .isGreaterThanOrEqualTo(SHORT.toNanos());
                assertThat(stamps.events().get(0).nanos() - stamps.receivedNanos())
                        .isGreaterThanOrEqualTo(2 * SHORT.toNanos());
            }
        }
    }

    @Nested
    class AnAcceptDelay {
        @Test
        void keeps_a_new_connection_from_being_read() throws IOException {
            Script script = Script.of(Answers.json("1")).acceptDelay(SHORT);
            try (var server = ScriptedServer.start(script)) {
                long before = System.nanoTime();
                try (var client = new RawClient(server.port())) {
                    client.post("/x", "").readSized();
                }

                assertThat(server.stamps().get(0).receivedNanos() - before)
                        .isGreaterThanOrEqualTo(SHORT.minusMillis(5).toNanos());
            }
        }
    }

    @Nested
    class Tls {
        @Test
        void leaves_no_certificate_and_no_key_behind() {
            var server = ScriptedServer.start(Script.of(Answers.json("safe")).tls());
            var folder = server.tls().orElseThrow().certificatePem().getParent();
            assertThat(folder).isNotEmptyDirectory();

            server.close();
            server.close();

            assertThat(folder).doesNotExist();
        }

        @Test
        void is_trusted_by_a_client_with_the_trust_store() throws Exception {
            try (var server =
                    ScriptedServer.start(Script.of(Answers.json("safe")).tls())) {
                var tls = server.tls().orElseThrow();
                KeyStore trust = KeyStore.getInstance("PKCS12");
                try (var in = Files.newInputStream(tls.trustStore())) {
                    trust.load(in, tls.trustStorePassword().toCharArray());
                }
                var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(trust);
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, factory.getTrustManagers(), null);
                var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);

                try (var client = new RawClient(socket)) {
                    assertThat(client.post("/x", "").readSized()).endsWith("\r\n\r\nsafe");
                }
                assertThat(server.url().getScheme()).isEqualTo("https");
                assertThat(tls.certificatePem()).content().startsWith("-----BEGIN CERTIFICATE-----\n");
            }
        }
    }
}
