package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Run;
import dev.llmbench.api.Stop;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final String TOKEN =
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" a\"},\"finish_reason\":null}]}";
    private static final String FINISH = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final TokenAnswer GOOD =
            Answers.tokens(4).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(2));
    private static final Duration THINK = Duration.ofMillis(20);

    @TempDir
    Path folder;

    static Stream<Arguments> answers() {
        return Stream.of(
                failing(
                        "429",
                        Answers.status(429, "{\"error\":{\"message\":\"slow down\"}}"),
                        FailureKind.RATE_LIMITED,
                        "status 429: slow down"),
                failing(
                        "500",
                        Answers.status(500, "{\"error\":{\"message\":\"CUDA error\"}}"),
                        FailureKind.HTTP_STATUS,
                        "status 500: CUDA error"),
                failing("503 without a body", Answers.status(503, ""), FailureKind.HTTP_STATUS, "status 503"),
                failing("a web page", Answers.html(), FailureKind.PROTOCOL, "It works"),
                failing(
                        "JSON that is no answer",
                        Answers.json("{\"status\":\"ok\"}"),
                        FailureKind.PROTOCOL,
                        "expected an event stream"),
                failing(
                        "an event that is no JSON",
                        Answers.steps().event(TOKEN).event("{\"choices\": oops"),
                        FailureKind.PROTOCOL,
                        "oops"),
                failing(
                        "an error in the stream",
                        GOOD.errorMidStream(2, "KV cache is full"),
                        FailureKind.SERVER_ERROR_IN_STREAM,
                        "KV cache is full"),
                failing("an answer that is closed", GOOD.closeAfter(2), FailureKind.DISCONNECTED, "closed"),
                failing("an answer that is reset", GOOD.resetAfter(2), FailureKind.DISCONNECTED, "reset"),
                failing(
                        "an event that is cut off",
                        Answers.steps()
                                .event(TOKEN)
                                .raw("data: {\"choices\":[{\"del")
                                .reset(),
                        FailureKind.DISCONNECTED,
                        "before the last chunk"),
                failing(
                        "a body that is too short",
                        Answers.steps()
                                .framing(Framing.CONTENT_LENGTH)
                                .event(TOKEN)
                                .close()
                                .event(TOKEN)
                                .close(),
                        FailureKind.DISCONNECTED,
                        "finish reason"),
                failing(
                        "an answer without a finish reason",
                        GOOD.truncateAfter(2),
                        FailureKind.DISCONNECTED,
                        "without a finish reason"),
                failing("an answer without a token", Answers.tokens(0), FailureKind.EMPTY, "no token"),
                failing(
                        "an answer that never begins",
                        Answers.hang(),
                        FailureKind.TIMEOUT_FIRST_TOKEN,
                        "no token within 2000 ms"),
                failing(
                        "an answer that stops",
                        GOOD.hangAfter(2),
                        FailureKind.TIMEOUT_STALL,
                        "no further token within 2000 ms"),
                failing(
                        "an answer without an end",
                        Answers.tokens(1_000).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(50)),
                        FailureKind.TIMEOUT_TOTAL,
                        "not finished within 4000 ms"));
    }

    private static Arguments failing(String name, Answer answer, FailureKind kind, String words) {
        return Arguments.of(name, answer, kind, words);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void an_answer_that_is_wrong_is_counted_by_its_kind(String name, Answer answer, FailureKind kind, String words) {
        try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD, answer))) {
            BenchmarkResult result = run(server.url());

            onlyFailures(result, kind, words);
        }
    }

    private BenchmarkResult run(URI url) {
        return Runs.benchmark(Runs.target(url), concurrency(2).thinkTime(THINK), folder)
                .requests(Runs.timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4)))
                .stopAfter(Stop.requests(4))
                .run();
    }

    private void onlyFailures(BenchmarkResult result, FailureKind kind, String words) {
        List<RequestRecord> journal = Runs.journal(folder);
        LevelResult level = Runs.onlyLevel(result, journal);
        assertThat(level.counts().measured().failed()).containsOnlyKeys(kind);
        assertThat(level.counts().measured().failedTotal()).isGreaterThanOrEqualTo(4);
        assertThat(level.counts().overall().succeeded()).isZero();
        assertThat(Runs.failures(journal))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message)
                        .contains(words)
                        .doesNotContain("Exception")
                        .hasSizeLessThanOrEqualTo(500));
    }

    @Nested
    class APeer {
        @Test
        void that_speaks_no_http_is_quoted() throws IOException {
            try (RawServer server = RawServer.start((request, socket) -> {
                RawServer.write(
                        socket,
                        request.question() <= 0
                                ? first(request)
                                : "SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII));
            })) {
                BenchmarkResult result = run(server.url());

                onlyFailures(result, FailureKind.PROTOCOL, "SSH-2.0-OpenSSH_9.6");
            }
        }

        @Test
        void with_a_chunk_of_no_length_breaks_the_protocol() throws IOException {
            try (RawServer server = RawServer.start((request, socket) -> {
                if (request.question() <= 0) {
                    RawServer.write(socket, first(request));
                } else {
                    RawServer.write(
                            socket,
                            String.join(
                                    "\r\n",
                                    "HTTP/1.1 200 OK",
                                    "Content-Type: text/event-stream",
                                    "Transfer-Encoding: chunked",
                                    "",
                                    "zz",
                                    "hello",
                                    ""));
                }
            })) {
                BenchmarkResult result = run(server.url());

                onlyFailures(result, FailureKind.PROTOCOL, "chunk");
            }
        }

        @Test
        void that_goes_away_leaves_users_without_a_connection() {
            ScriptedServer server = ScriptedServer.start(Script.of(GOOD));
            Run run = Runs.benchmark(Runs.target(server.url()), concurrency(4), folder)
                    .measureFor(Duration.ofSeconds(3))
                    .start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> run.snapshot().requests().completed() > 8);

            server.close();
            BenchmarkResult result = run.await();

            List<RequestRecord> journal = Runs.journal(folder);
            LevelResult level = Runs.onlyLevel(result, journal);
            assertThat(level.counts().overall().succeeded()).isGreaterThan(8);
            Map<FailureKind, Long> failed = level.counts().overall().failed();
            assertThat(failed).containsKey(FailureKind.CONNECT);
            assertThat(Set.of(FailureKind.CONNECT, FailureKind.DISCONNECTED)).containsAll(failed.keySet());
            assertThat(failed.get(FailureKind.CONNECT))
                    .as("users pause after each")
                    .isLessThan(4 * 40L);
            assertThat(journal)
                    .filteredOn(request -> request.failure().isPresent()
                            && request.failure().get().kind() == FailureKind.CONNECT)
                    .allSatisfy(request -> assertThat(
                                    request.failure().orElseThrow().message())
                            .containsIgnoringCase("refused")
                            .contains("127.0.0.1"));
        }

        private byte[] first(RawServer.Request request) {
            return request.question() == 0 ? RawServer.stream(4) : RawServer.http(404, "text/plain", "");
        }
    }

    @Nested
    class AnAnswerWithItsProperEnd {
        @Test
        void has_succeeded_though_the_connection_is_closed_within_its_framing() {
            Answer whole =
                    Answers.steps().event(TOKEN).event(FINISH).event("[DONE]").close();
            try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD, whole))) {
                BenchmarkResult result = run(server.url());

                LevelResult level = Runs.onlyLevel(result, Runs.journal(folder));
                assertThat(level.counts().overall().failed()).isEmpty();
                assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(4);
            }
        }

        @Test
        void has_succeeded_soon_though_the_connection_falls_silent_and_stays_open() {
            Answer whole =
                    Answers.steps().event(TOKEN).event(FINISH).event("[DONE]").hang();
            try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD, whole))) {
                BenchmarkResult result = Runs.benchmark(Runs.target(server.url()), concurrency(2), folder)
                        .stopAfter(Stop.requests(4))
                        .run();

                List<RequestRecord> journal = Runs.journal(folder);
                LevelResult level = Runs.onlyLevel(result, journal);
                assertThat(level.counts().overall().failed()).isEmpty();
                assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(4);
                assertThat(journal)
                        .filteredOn(request -> request.outcome() == Outcome.SUCCEEDED)
                        .extracting(request -> Duration.ofNanos(
                                request.stamps().end() - request.stamps().lastToken()))
                        .allSatisfy(tail -> assertThat(tail).isLessThan(Duration.ofMillis(900)));
                assertThat(connections(server)).as("one for each request").doesNotHaveDuplicates();
            }
        }

        @Test
        void keeps_its_connection_when_the_end_of_http_comes_a_moment_later() {
            Answer whole = Answers.steps()
                    .event(TOKEN)
                    .event(FINISH)
                    .event("[DONE]")
                    .delay(Duration.ofMillis(150))
                    .raw(": over\n\n");
            try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD, whole))) {
                run(server.url());

                assertThat(Set.copyOf(connections(server)))
                        .as("one for each user")
                        .hasSize(2);
            }
        }

        /** The connection of each request of the run, without the probe's. */
        private static List<RequestStamps.Connection> connections(ScriptedServer server) {
            return server.stamps().stream()
                    .skip(1)
                    .map(RequestStamps::connection)
                    .toList();
        }
    }
}
