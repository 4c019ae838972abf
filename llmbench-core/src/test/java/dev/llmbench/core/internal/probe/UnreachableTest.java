package dev.llmbench.core.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.probe.ToyServer.Reply;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.tls.TestCertificate;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableTest {
    private final ToyServer server = new ToyServer(ToyTokenizer.plain());

    @AfterEach
    void close() {
        server.close();
    }

    private Target target() {
        return Target.openAi(server.url()).model(ToyServer.MODEL);
    }

    private static BenchmarkPlan plan() {
        Timeouts timeouts = new Timeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        return BenchmarkPlan.of(Workload.synthetic().inputTokens(20).outputTokens(8), Load.concurrency(1))
                .withRequests(RequestSettings.defaults().withTimeouts(timeouts));
    }

    private static void probe(Target target) {
        ServerProbe.probe(
                target, plan(), new OpenAiChatProtocol(), Secrets.of(target, name -> Optional.of("canary-key")));
    }

    /** One line: what, which value, what to do. */
    private static void refused(Target target, Class<? extends LlmBenchException> kind, String... words) {
        assertThatThrownBy(() -> probe(target))
                .isInstanceOf(kind)
                .hasMessageContainingAll(words)
                .message()
                .doesNotContain("\n")
                .doesNotContain("canary-key")
                .hasSizeLessThan(900);
    }

    /** A server that answers every connection with these bytes, then closes it. */
    private static ServerSocket answering(String bytes) throws IOException {
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

    private static Target at(ServerSocket listener, String scheme) {
        return Target.openAi(scheme + "://127.0.0.1:" + listener.getLocalPort()).model("m");
    }

    @Nested
    class TheNetwork {
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
            refused(
                    Target.openAi("http://nowhere.invalid").model("m"),
                    TargetException.class,
                    "nowhere.invalid",
                    "DNS");
        }

        @Test
        void takes_too_long_to_answer() throws Exception {
            try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
                Target target = at(silent, "http");
                Timeouts brief = new Timeouts(
                        Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(50), Duration.ofMillis(50));
                BenchmarkPlan plan =
                        plan().withRequests(RequestSettings.defaults().withTimeouts(brief));

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
                Target target = target().connection(
                                ConnectionSettings.direct().withProxy("http://127.0.0.1:" + proxy.getLocalPort()));

                refused(target, ConfigurationException.class, "the proxy 127.0.0.1", "403 Forbidden", "CONNECT");
            }
        }
    }

    @Nested
    class Tls {
        @TempDir
        private Path folder;

        private final List<HttpsServer> opened = new ArrayList<>();

        @AfterEach
        void stop() {
            opened.forEach(https -> https.stop(0));
        }

        private HttpsServer secure(TestCertificate certificate) throws Exception {
            HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            https.setHttpsConfigurator(new HttpsConfigurator(certificate.serverContext()));
            https.createContext("/", exchange -> {
                exchange.sendResponseHeaders(418, -1);
                exchange.close();
            });
            https.start();
            opened.add(https);
            return https;
        }

        private Target at(HttpsServer https, String scheme) {
            return Target.openAi(scheme + "://127.0.0.1:" + https.getAddress().getPort())
                    .model("m");
        }

        @Test
        void is_not_spoken_by_a_plain_port() {
            refused(
                    Target.openAi(server.url().replace("http", "https")).model("m"),
                    LlmBenchException.class,
                    "TLS",
                    "use " + server.url());
        }

        @Test
        void is_told_from_a_server_that_answers_in_plain_text() throws Exception {
            try (ServerSocket plain = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
                refused(
                        UnreachableTest.at(plain, "https"),
                        ConfigurationException.class,
                        "does not speak TLS",
                        "use http:");
            }
        }

        @Test
        void is_wanted_by_a_port_that_is_asked_in_plain_text() throws Exception {
            HttpsServer https = secure(TestCertificate.in(folder, "ip:127.0.0.1", "PKCS12"));

            refused(at(https, "http"), ConfigurationException.class, "speaks TLS; use https://127.0.0.1:");
        }

        @Test
        void needs_a_trusted_certificate() throws Exception {
            TestCertificate certificate = TestCertificate.in(folder, "ip:127.0.0.1", "PKCS12");
            HttpsServer https = secure(certificate);

            refused(at(https, "https"), ConfigurationException.class, "not trusted", "--trust-store");
            // 418 comes from behind the handshake
            refused(
                    at(https, "https")
                            .connection(ConnectionSettings.direct()
                                    .withTrustStore(certificate.pem().toString())),
                    ConfigurationException.class,
                    "418");
            refused(
                    at(https, "https").connection(ConnectionSettings.direct().trustingAll()),
                    ConfigurationException.class,
                    "418");
        }

        @Test
        void needs_a_certificate_of_this_host() throws Exception {
            TestCertificate certificate = TestCertificate.in(folder, "dns:other.example", "PKCS12");
            HttpsServer https = secure(certificate);
            ConnectionSettings trusting =
                    ConnectionSettings.direct().withTrustStore(certificate.pem().toString());

            refused(at(https, "https").connection(trusting), ConfigurationException.class, "belongs to another host");
            refused(
                    at(https, "https").connection(ConnectionSettings.direct().trustingAll()),
                    ConfigurationException.class,
                    "418");
        }
    }

    @Nested
    class AnAnswer {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "401 | Unauthorized            | wants an API key          | --api-key-env | true",
                    "403 | no                      | wants an API key          | --api-key-env | true",
                    "405 | Method Not Allowed      | has no route POST         | check the url | true",
                    "400 | maximum context length is 5 | longer than the context | shorter     | true",
                    "400 | bad things              | refuses even a plain      | bad things    | true",
                    "429 | slow down               | limits the rate           | slow down     | false",
                    "500 | oops                    | failed on a small request | oops          | false",
                    "502 | oops                    | failed on a small request | log           | false",
                    "503 | Loading model           | still loading             | try again     | false",
                    "503 | overloaded              | not available             | try again     | false",
                })
        void is_told_in_one_line(int status, String words, String what, String remedy, boolean configuration) {
            server.reply("/v1/chat/completions", Reply.of(status, "{\"error\":{\"message\":\"" + words + "\"}}"));

            refused(
                    target(),
                    configuration ? ConfigurationException.class : TargetException.class,
                    String.valueOf(status),
                    words,
                    what,
                    remedy);
        }

        @Test
        void that_refuses_a_key_names_its_place() {
            server.reply("/v1/chat/completions", Reply.of(401, "{\"error\":\"Unauthorized\"}"));

            refused(
                    target().apiKey(SecretRef.env("MY_KEY")),
                    ConfigurationException.class,
                    "refuses the key of env:MY_KEY",
                    "--api-key-env");
        }

        @Test
        void that_does_not_know_the_model_lists_ten() {
            String models = IntStream.range(0, 12)
                    .mapToObj(i -> "{\"id\":\"model-" + i + "\"}")
                    .collect(Collectors.joining(","));
            server.reply("/v1/models", Reply.of(200, "{\"data\":[" + models + "]}"));
            server.reply(
                    "/v1/chat/completions", Reply.of(404, "{\"error\":{\"message\":\"The model does not exist.\"}}"));

            refused(
                    target(),
                    ConfigurationException.class,
                    "no model 'toy'",
                    "'model-0', 'model-1'",
                    "'model-9' and 2 more",
                    "correct");
        }

        @Test
        void that_does_not_know_the_route_says_which() {
            server.reply("/v1/chat/completions", Reply.of(404, "{\"detail\":\"Not Found\"}"));

            refused(target(), ConfigurationException.class, "no route POST /v1/chat/completions", "check the url");
        }

        @Test
        void that_is_a_web_page_says_so() {
            Reply page = new Reply(200, Map.of("Content-Type", "text/html"), "<html><title>Welcome</title></html>");
            server.reply("/v1/models", page).reply("/v1/chat/completions", page);

            refused(target(), TargetException.class, "web page", "Welcome", "check the url");
        }

        @Test
        void that_redirects_names_the_other_address_and_goes_nowhere() {
            Reply reply = new Reply(307, Map.of("Location", "https://other.example:9/v1/chat/completions?state=1"), "");
            server.reply("/v1/chat/completions", reply);

            refused(
                    target().apiKey(SecretRef.env("KEY")),
                    ConfigurationException.class,
                    "307",
                    "https://other.example:9/v1/chat/completions;",
                    "not followed");
        }

        @Test
        void that_is_empty_is_no_answer() {
            server.reply("/v1/chat/completions", Reply.of(200, ""));

            refused(target(), TargetException.class, "check");
        }

        @Test
        void that_ends_too_early_is_no_answer() {
            server.reply(
                    "/v1/chat/completions",
                    Reply.of(200, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"));

            refused(target(), TargetException.class, "without a finish reason");
        }

        @Test
        void that_fails_inside_tells_why() {
            server.reply("/v1/chat/completions", Reply.of(200, "data: {\"error\":{\"message\":\"engine died\"}}\n\n"));

            refused(target(), TargetException.class, "failed inside its answer", "engine died");
        }

        @Test
        void has_its_control_characters_escaped_and_its_length_bounded() {
            server.reply(
                    "/v1/chat/completions",
                    Reply.of(500, "{\"error\":\"a\\u001b[31m\\nb" + "x".repeat(100_000) + "\"}"));

            refused(target(), TargetException.class, "a\\u001b[31m\\nbxxx");
        }
    }
}
