package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Run;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.tls.TestCertificate;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsAndProxyTest {
    private static final TokenAnswer ANSWER =
            Answers.tokens(6).timeToFirst(Duration.ofMillis(10)).every(Duration.ofMillis(5));
    private static final String KEY = "canary-key-of-the-server";

    @TempDir
    Path folder;

    private BenchmarkResult run(Target target) {
        var runner = LlmBench.local().environment(name -> Optional.of(KEY)).savingTo(Runs.results(folder));
        return Runs.benchmark(target, concurrency(2), folder)
                .stopAfter(Stop.requests(10))
                .runIn(runner);
    }

    private RequestCounts onlySuccess(BenchmarkResult result) {
        LevelResult level = Runs.onlyLevel(result, Runs.journal(folder));
        RequestCounts counts = level.counts().measured();
        assertThat(counts.failed()).isEmpty();
        assertThat(counts.succeeded()).isGreaterThanOrEqualTo(10);
        return counts;
    }

    private static ConnectionSettings trusting(ScriptedServer server) {
        return ConnectionSettings.direct()
                .withTrustStore(server.tls().orElseThrow().certificatePem().toString());
    }

    @Nested
    class Tls {
        private final ScriptedServer server =
                ScriptedServer.start(Script.of(ANSWER).tls());

        @AfterEach
        void close() {
            server.close();
        }

        @Test
        void is_spoken_with_a_server_whose_certificate_is_given() {
            BenchmarkResult result = run(Runs.target(server.url()).connection(trusting(server)));

            onlySuccess(result);
        }

        @Test
        void is_spoken_with_anybody_when_all_are_trusted() {
            BenchmarkResult result = run(Runs.target(server.url())
                    .connection(ConnectionSettings.direct().trustingAll()));

            onlySuccess(result);
        }

        @Test
        void stamps_every_event_after_it_was_sent() {
            run(Runs.target(server.url()).connection(trusting(server)));

            List<RequestRecord> journal = Runs.journal(folder).stream()
                    .filter(request -> request.outcome() == Outcome.SUCCEEDED)
                    .toList();
            List<Long> sent = server.stamps().stream()
                    .skip(1)
                    .map(RequestStamps::events)
                    .flatMap(List::stream)
                    .filter(event -> event.kind() == EventKind.TOKEN)
                    .map(EventStamp::nanos)
                    .sorted()
                    .toList();
            List<Long> received = new ArrayList<>();
            for (RequestRecord request : journal) {
                assertThat(request.tokens().events()).isEqualTo(6);
                assertThat(request.tokens().output()).isEqualTo(6);
                for (int i = 0; i < request.arrivals().count(); i++) {
                    received.add(request.arrivals().nanos()[i]);
                }
            }
            assertThat(received.stream().mapToLong(Long::longValue).min().orElseThrow())
                    .isGreaterThan(sent.get(0));
            // with equal answers, the k-th stamp can't lie before the k-th event was sent
            received.sort(null);
            for (int i = 0; i < received.size(); i++) {
                assertThat(received.get(i)).isGreaterThan(sent.get(i));
            }
        }

        @Test
        void refuses_a_certificate_that_nobody_vouches_for_before_the_run() {
            assertThatThrownBy(() -> run(Runs.target(server.url())))
                    .isInstanceOf(LlmBenchException.class)
                    .hasMessageContaining("certificate")
                    .hasMessageContaining(":" + server.port());
            assertThat(server.stamps()).isEmpty();
        }
    }

    @Test
    void refuses_a_certificate_of_another_host_before_the_run() throws Exception {
        TestCertificate other = TestCertificate.in(folder, "dns:other.example", "PKCS12");
        try (RawServer server = RawServer.startTls(
                other.serverContext().getServerSocketFactory(),
                (request, socket) -> RawServer.write(socket, RawServer.stream(3)))) {
            ConnectionSettings trusting =
                    ConnectionSettings.direct().withTrustStore(other.pem().toString());

            assertThatThrownBy(() -> run(Runs.target(server.url()).connection(trusting)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("127.0.0.1");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Nested
    class AProxy {
        private TestProxy proxy;

        @BeforeEach
        void start() throws Exception {
            proxy = TestProxy.start();
        }

        @AfterEach
        void close() {
            proxy.close();
        }

        @Test
        void is_asked_for_whole_addresses_when_the_server_speaks_plain_http() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(ANSWER))) {
                Target target = Runs.target(server.url())
                        .connection(ConnectionSettings.direct().withProxy(proxy.url()))
                        .apiKey(SecretRef.env("KEY"));
                BenchmarkResult result = run(target);

                onlySuccess(result);
                List<String> posts = proxy.heads().stream()
                        .filter(head -> head.contains("/v1/chat/completions"))
                        .toList();
                assertThat(posts)
                        .hasSizeGreaterThan(10)
                        .allSatisfy(head -> assertThat(head)
                                .startsWith("POST " + server.url() + "/v1/chat/completions HTTP/1.1\r\n")
                                .contains("Host: 127.0.0.1:" + server.port() + "\r\n"));
                assertThat(server.requests())
                        .filteredOn(request -> request.scripted().isPresent())
                        .extracting(request -> request.header("authorization").orElse(""))
                        .containsOnly("Bearer " + KEY);
            }
        }

        @Test
        void connects_to_a_server_that_speaks_tls_and_learns_no_key() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(ANSWER).tls())) {
                Target target = Runs.target(server.url())
                        .connection(trusting(server).withProxy(proxy.url()))
                        .apiKey(SecretRef.env("KEY"));
                BenchmarkResult result = run(target);

                onlySuccess(result);
                assertThat(proxy.heads())
                        .hasSizeGreaterThan(1)
                        .allSatisfy(head -> assertThat(head)
                                .startsWith("CONNECT 127.0.0.1:" + server.port() + " HTTP/1.1\r\n")
                                .doesNotContainIgnoringCase("authorization")
                                .doesNotContain(KEY));
                assertThat(server.requests())
                        .filteredOn(request -> request.scripted().isPresent())
                        .extracting((ReceivedRequest request) ->
                                request.header("authorization").orElse(""))
                        .containsOnly("Bearer " + KEY);
            }
        }

        @Test
        void that_refuses_later_on_fails_requests_in_words() throws Exception {
            AtomicBoolean shut = new AtomicBoolean();
            try (ScriptedServer server =
                            ScriptedServer.start(Script.of(ANSWER).tls().maxRequestsPerConnection(1));
                    RawServer gate = RawServer.start((request, client) -> {
                        if (shut.get()) {
                            RawServer.write(client, RawServer.http(403, "text/plain", ""));
                        } else {
                            TestProxy.tunnel(request, client);
                        }
                    })) {
                Target target = Runs.target(server.url())
                        .connection(trusting(server).withProxy(gate.url().toString()));
                Run run = Runs.benchmark(target, concurrency(1), folder)
                        .measureFor(Duration.ofSeconds(2))
                        .start();
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> run.snapshot().requests().completed() > 2);

                shut.set(true);
                BenchmarkResult result = run.await();

                List<RequestRecord> journal = Runs.journal(folder);
                assertThat(Runs.onlyLevel(result, journal).counts().overall().failed())
                        .containsOnlyKeys(FailureKind.CONNECT);
                assertThat(Runs.failures(journal))
                        .allSatisfy(words -> assertThat(words).contains("proxy", "403"));
            }
        }
    }
}
