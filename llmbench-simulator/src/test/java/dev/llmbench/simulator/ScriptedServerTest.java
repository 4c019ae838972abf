package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.LineEnding;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.StepAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes over the wire: bytes, cuts, endings. */
class ScriptedServerTest {
    private static final Duration PAUSE = Duration.ofMillis(60);

    private static RawClient ask(ScriptedServer server) throws IOException {
        return new RawClient(server.port()).post("/v1/completions", "{}");
    }

    private static ScriptedServer serve(StepAnswer answer) {
        return ScriptedServer.start(Script.of(answer));
    }

    @Nested
    class Bytes {
        @Test
        void of_a_chunked_answer_are_exactly_those_of_the_script() throws IOException {
            try (var server = serve(
                            Answers.steps().header("x-more", "1").event("a").together("b", "[DONE]"));
                    var client = ask(server)) {
                assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("""
                                HTTP/1.1 200 OK\r
                                x-llmbench-simulated: scripted\r
                                x-llmbench-request: 0\r
                                content-type: text/event-stream; charset=utf-8\r
                                x-more: 1\r
                                transfer-encoding: chunked\r
                                \r
                                9\r
                                data: a

                                \r
                                17\r
                                data: b

                                data: [DONE]

                                \r
                                0\r
                                \r
                                """);
            }
        }

        @Test
        void of_a_content_length_are_counted() throws IOException {
            try (var server = serve(Answers.steps()
                            .framing(Framing.CONTENT_LENGTH)
                            .event("ä")
                            .raw(": ping\n\n"));
                    var client = ask(server)) {
                assertThat(client.readSized())
                        .contains("content-length: 18\r\n")
                        .endsWith("data: ä\n\n: ping\n\n");
            }
        }

        @Test
        void without_length_end_with_the_connection() throws IOException {
            try (var server = serve(Answers.steps().framing(Framing.UNTIL_CLOSE).event("a"));
                    var client = ask(server)) {
                assertThat(client.readToEnd())
                        .contains("connection: close")
                        .doesNotContain("content-length", "transfer-encoding")
                        .endsWith("\r\n\r\ndata: a\n\n");
            }
        }

        @Test
        void of_events_end_their_lines_as_the_script_says() throws IOException {
            try (var server = serve(Answers.steps().lineEnding(LineEnding.CRLF).event("a\nb"));
                    var client = ask(server)) {
                assertThat(client.readChunked()).endsWith("data: a\r\ndata: b\r\n\r\n");
            }
        }
    }

    @Nested
    class Writes {
        @Test
        void are_a_chunk_each_cut_where_the_script_says() throws IOException {
            try (var server = serve(Answers.steps()
                            .delay(PAUSE)
                            .event("a")
                            .delay(PAUSE)
                            .together("b", "c")
                            .delay(PAUSE)
                            .split("d", 4, PAUSE));
                    var client = ask(server)) {
                client.readHead();

                assertThat(client.readUntil("0\r\n\r\n")).isEqualTo("""
                                9\r
                                data: a

                                \r
                                12\r
                                data: b

                                data: c

                                \r
                                4\r
                                data\r
                                5\r
                                : d

                                \r
                                0\r
                                \r
                                """);
            }
        }

        @Test
        void are_never_sent_before_they_are_due() throws IOException {
            try (var server = serve(
                            Answers.steps().delay(PAUSE).event("a").delay(PAUSE).split("b", 4, PAUSE));
                    var client = ask(server)) {
                client.readUntil("0\r\n\r\n");

                RequestStamps stamps = server.stamps().get(0);
                assertThat(stamps.events())
                        .extracting(event -> Duration.ofNanos(event.nanos() - stamps.receivedNanos()))
                        .satisfiesExactly(
                                a -> assertThat(a).isGreaterThanOrEqualTo(PAUSE),
                                b -> assertThat(b).isGreaterThanOrEqualTo(PAUSE.multipliedBy(3)));
            }
        }

        @Test
        void carry_the_head_with_the_first_bytes_when_the_script_wants_that() throws IOException {
            try (var server = serve(Answers.steps()
                            .framing(Framing.UNTIL_CLOSE)
                            .headersWithBody()
                            .delay(PAUSE)
                            .event("a"));
                    var client = ask(server)) {
                assertThat(client.read()).startsWith("HTTP/1.1 200 OK").endsWith("\r\n\r\ndata: a\n\n");
            }
        }
    }

    @Nested
    class Endings {
        @Test
        void by_reset_are_seen_as_a_reset() throws IOException {
            try (var server = serve(Answers.steps().event("a").delay(PAUSE).reset());
                    var client = ask(server)) {
                client.readUntil("data: a\n\n\r\n");

                assertThatThrownBy(client::read)
                        .isInstanceOf(SocketException.class)
                        .hasMessageContaining("reset");
            }
        }

        @Test
        void by_close_leave_the_body_unfinished() throws IOException {
            try (var server = serve(Answers.steps().event("a").close());
                    var client = ask(server)) {
                assertThat(client.readToEnd()).endsWith("9\r\ndata: a\n\n\r\n");
            }
        }

        @Test
        void before_the_first_byte_send_no_head() throws IOException {
            try (var server = serve(Answers.close());
                    var client = ask(server)) {
                assertThat(client.readToEnd()).isEmpty();
            }
        }

        @Test
        void by_hanging_leave_the_connection_open() throws IOException {
            try (var server = serve(Answers.steps().event("a").hang());
                    var client = new RawClient(server.port(), 200)) {
                client.post("/v1/completions", "{}").readUntil("data: a\n\n\r\n");

                assertThatThrownBy(client::read).isInstanceOf(java.net.SocketTimeoutException.class);
            }
        }
    }

    @Nested
    class TheSimulatedHeader {
        @Test
        void is_in_every_answer_also_of_errors() throws IOException {
            Script script = Script.of(Answers.status(429, "{\"error\":\"slow down\"}"), Answers.html());
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port());
                    var broken = new RawClient(server.port())) {
                String header = "x-llmbench-simulated: scripted\r\n";

                assertThat(client.post("/v1/completions", "").readSized())
                        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
                        .contains(header);
                assertThat(client.post("/v1/completions", "").readSized()).contains(header, "text/html");
                assertThat(client.get("/v1/models").readSized()).contains(header, "\"simulated\":true");
                assertThat(client.get("/nothing").readSized()).contains(header).startsWith("HTTP/1.1 404");
                assertThat(broken.send("\u0001\u0002 nonsense\r\n\r\n").readToEnd())
                        .contains(header)
                        .startsWith("HTTP/1.1 400");
            }
        }
    }

    @Nested
    class Requests {
        @Test
        void are_answered_by_their_index_and_remembered() throws IOException {
            Script script =
                    Script.of(Answers.json("1"), Answers.json("2")).on("/v1/models", Answers.json("{\"data\":[]}"));
            try (var server = ScriptedServer.start(script);
                    var client = new RawClient(server.port())) {
                assertThat(client.post("/generate?x=1", "ask ä").readSized()).endsWith("1");
                assertThat(client.get("/v1/models", "X-Key: k").readSized()).endsWith("{\"data\":[]}");
                assertThat(client.post("/generate", "again").readSized()).endsWith("2");
                assertThat(client.post("/tokenize", "{}").readSized()).startsWith("HTTP/1.1 404");

                var requests = server.requests();
                assertThat(requests)
                        .extracting(one -> one.method() + " " + one.path())
                        .containsExactly("POST /generate?x=1", "GET /v1/models", "POST /generate", "POST /tokenize");
                assertThat(requests.get(0).body()).isEqualTo("ask ä");
                assertThat(requests.get(1).header("x-key")).contains("k");
                assertThat(requests.get(1).scripted()).isEmpty();
                assertThat(requests.get(2).scripted()).hasValue(1);
            }
        }

        @Test
        void sent_ahead_on_one_connection_are_answered_in_order() throws IOException {
            try (var server = ScriptedServer.start(Script.of(Answers.json("1"), Answers.json("2"), Answers.json("3")));
                    var client = new RawClient(server.port())) {
                String post = "POST /x HTTP/1.1\r\nhost: l\r\ncontent-length: 0\r\n\r\n";

                client.send(post + post + post);

                assertThat(client.readSized() + client.readSized() + client.readSized())
                        .containsSubsequence("\r\n1", "\r\n2", "\r\n3");
            }
        }
    }

    @Nested
    class APortThatIsTaken {
        @Test
        void is_said_in_a_sentence() {
            try (var first = ScriptedServer.start(Script.of(Answers.html()))) {
                assertThatThrownBy(() -> ScriptedServer.start(Script.of(Answers.html()), first.port()))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasMessageContaining(String.valueOf(first.port()))
                        .hasMessageContaining("choose another port");
            }
        }
    }
}
