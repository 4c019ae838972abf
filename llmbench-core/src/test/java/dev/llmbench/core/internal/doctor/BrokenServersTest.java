package dev.llmbench.core.internal.doctor;

import static dev.llmbench.core.internal.doctor.Examining.examine;
import static dev.llmbench.core.internal.doctor.Examining.onlyFailure;
import static dev.llmbench.core.internal.doctor.Examining.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Diagnosis.Grade;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.probe.CheckupLimits;
import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Each server has one thing wrong, and the doctor names it. */
class BrokenServersTest {
    private static final TokenAnswer HEALTHY =
            Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(2)).every(Duration.ofMillis(2));

    private static Diagnosis of(Script script) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return examine(scripted(server.url().toString()));
        }
    }

    @Test
    void that_is_down_has_nothing_at_its_port() throws IOException {
        int port;
        try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedSoon.getLocalPort();
        }

        Diagnosis diagnosis = examine(scripted("http://127.0.0.1:" + port));

        onlyFailure(diagnosis, Question.CONNECTION, "connection refused", "start the server");
        assertThat(diagnosis.of(Question.NAME).grade()).isEqualTo(Grade.OK);
        assertThat(diagnosis.of(Question.USAGE).grade()).isEqualTo(Grade.NOT_CHECKED);
        assertThat(diagnosis.of(Question.USAGE).seen()).contains("connection");
    }

    @Test
    void whose_name_nobody_knows_fails_at_its_name() {
        onlyFailure(examine(scripted("http://nowhere.invalid")), Question.NAME, "nowhere.invalid", "DNS");
    }

    @Test
    void that_loads_its_model_is_not_ready() {
        String loading = "{\"error\":{\"code\":503,\"message\":\"Loading model\",\"type\":\"unavailable_error\"}}";

        Diagnosis diagnosis = of(Script.of(Answers.status(503, loading)).on("/health", Answers.status(503, loading)));

        onlyFailure(diagnosis, Question.READY, "still loading", "503", "wait until it is ready");
        assertThat(diagnosis.of(Question.HTTP).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void that_loads_its_model_and_has_no_health_route_is_not_ready_either() {
        Diagnosis diagnosis = of(Script.of(Answers.status(503, "{\"detail\":\"model is loading\"}")));

        onlyFailure(diagnosis, Question.READY, "still loading");
    }

    @Test
    void that_has_another_model_names_those_that_it_has() {
        try (ModelledServer server = ModelledServer.start()) {
            Diagnosis diagnosis = examine(Target.openAi(server.url().toString()).model("gpt-nine"));

            onlyFailure(diagnosis, Question.MODEL, "'gpt-nine'", "'simulated-8b'", "correct the model's name");
            assertThat(diagnosis.of(Question.READY).grade()).isEqualTo(Grade.OK);
            assertThat(diagnosis.of(Question.KEY).grade()).isEqualTo(Grade.OK);
        }
    }

    @Test
    void that_wants_a_key_says_so() {
        try (ModelledServer server =
                ModelledServer.start(ModelledServer.Settings.defaults().apiKey("another-key-than-given"))) {
            Target target = Target.openAi(server.url().toString()).model("simulated-8b");

            onlyFailure(examine(target), Question.KEY, "wants an API key", "--api-key-env");
            onlyFailure(examine(target.apiKey(SecretRef.env("MY_KEY"))), Question.KEY, "refuses the key of", "MY_KEY");
        }
    }

    @Test
    void that_wants_a_key_before_it_tells_its_models_says_so_where_none_was_named() {
        try (ModelledServer server =
                ModelledServer.start(ModelledServer.Settings.defaults().apiKey("another-key-than-given"))) {
            onlyFailure(
                    examine(Target.openAi(server.url().toString()).model(Diagnosis.ANY_MODEL)),
                    Question.KEY,
                    "wants an API key");
        }
    }

    private static Diagnosis withoutModel(Script script) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            return examine(Target.openAi(server.url().toString()).model(Diagnosis.ANY_MODEL));
        }
    }

    @Test
    void that_answers_with_web_pages_is_told_so_where_no_model_was_named() {
        onlyFailure(
                withoutModel(Script.of(Answers.html()).on("/v1/models", Answers.html())),
                Question.PROTOCOL,
                "web page",
                "/v1/models",
                "check the url");
    }

    @Test
    void behind_a_gateway_that_fails_is_told_by_its_status_where_no_model_was_named() {
        var bad = Answers.status(502, "{\"error\":{\"message\":\"upstream gone\"}}");

        onlyFailure(
                withoutModel(Script.of(bad).on("/v1/models", bad).on("/health", bad)),
                Question.PROTOCOL,
                "502: upstream gone",
                "look at its log");
    }

    @Test
    void without_the_route_is_told_so_where_no_model_was_named() {
        var notFound = Answers.status(404, "404 page not found");

        onlyFailure(
                withoutModel(Script.of(notFound).on("/v1/models", notFound)),
                Question.PROTOCOL,
                "GET /v1/models is no route of this server (404",
                "check the url, or name one with --model NAME");
    }

    @Test
    void that_speaks_another_protocol_is_recognised_where_no_model_was_named() {
        var notFound = Answers.status(404, "404 page not found");

        onlyFailure(
                withoutModel(Script.of(notFound)
                        .on("/v1/models", notFound)
                        .on("/api/version", Answers.json("{\"version\":\"0.1.20\"}"))),
                Question.PROTOCOL,
                "--protocol ollama-chat");
    }

    @Test
    void that_answers_something_else_is_told_so_where_no_model_was_named() {
        onlyFailure(
                withoutModel(Script.of(Answers.json("{\"hello\":1}")).on("/v1/models", Answers.json("{\"hello\":1}"))),
                Question.PROTOCOL,
                "answers with no list of models");
    }

    @Test
    void that_lists_no_model_is_told_so_where_none_was_named() {
        onlyFailure(
                withoutModel(Script.of(HEALTHY).on("/v1/models", Answers.json("{\"data\":[]}"))),
                Question.MODEL,
                "the server lists none");
    }

    @Test
    void that_ignores_the_model_s_name_is_usable_with_care() {
        Diagnosis diagnosis =
                of(Script.of(HEALTHY).on("/v1/models", Answers.json("{\"data\":[{\"id\":\"another\"}]}")));

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.of(Question.MODEL).grade()).isEqualTo(Grade.WARN);
        assertThat(diagnosis.of(Question.MODEL).seen()).contains("'scripted' without listing it; it lists 'another'");
        assertThat(diagnosis.of(Question.MODEL).remedy()).contains("correct the name; the server ignores it");
    }

    @Test
    void that_does_not_stream_sends_the_whole_answer() {
        Diagnosis diagnosis = of(Script.of(HEALTHY.notStreamed()));

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.of(Question.STREAM).grade()).isEqualTo(Grade.WARN);
        assertThat(diagnosis.of(Question.STREAM).seen()).contains("one document", "a stream was asked for");
        assertThat(diagnosis.of(Question.STREAM).remedy()).contains("--no-stream");
    }

    @Test
    void behind_a_proxy_that_buffers_sends_its_stream_at_once() {
        Diagnosis diagnosis =
                of(Script.of(HEALTHY.every(Duration.ZERO).eventsPerWrite(1_000).framing(Framing.CHUNKED)));

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.of(Question.STREAM).grade()).isEqualTo(Grade.WARN);
        assertThat(diagnosis.of(Question.STREAM).seen()).contains("came at once", "32 tokens");
        assertThat(diagnosis.of(Question.STREAM).remedy()).contains("proxy_buffering");
    }

    @Test
    void that_sends_several_tokens_an_event_comes_in_lumps() {
        Diagnosis diagnosis = of(Script.of(HEALTHY.every(Duration.ofMillis(10)).tokensPerEvent(4)));

        assertThat(diagnosis.of(Question.STREAM).grade()).isEqualTo(Grade.WARN);
        assertThat(diagnosis.of(Question.STREAM).seen()).contains("lumps of about", "32 tokens in 8 events");
    }

    @Test
    void that_tells_no_usage_is_usable_with_care() {
        Diagnosis diagnosis = of(Script.of(HEALTHY.noUsage()));

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.of(Question.USAGE).grade()).isEqualTo(Grade.WARN);
        assertThat(diagnosis.of(Question.USAGE).remedy()).contains("include_usage", "SUSPECT");
        assertThat(diagnosis.of(Question.PROMPT_LENGTH).grade()).isEqualTo(Grade.WARN);
    }

    @Test
    void that_answers_with_web_pages_is_no_inference_server() {
        Diagnosis diagnosis = of(Script.of(Answers.html()).on("/v1/models", Answers.html()));

        onlyFailure(diagnosis, Question.PROTOCOL, "web page", "check the url");
        assertThat(diagnosis.of(Question.HTTP).grade()).isEqualTo(Grade.OK);
    }

    @Test
    void that_speaks_only_ollamas_protocol_is_to_be_asked_in_it() {
        var notFound = Answers.status(404, "404 page not found");

        Diagnosis diagnosis = of(Script.of(notFound)
                .on("/v1/models", notFound)
                .on("/api/version", Answers.json("{\"version\":\"0.1.20\"}")));

        onlyFailure(diagnosis, Question.PROTOCOL, "no route POST /v1/chat/completions", "--protocol ollama-chat");
    }

    @Test
    void that_does_not_speak_http_fails_there() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread ssh = new Thread(() -> {
                while (!listener.isClosed()) {
                    try (Socket socket = listener.accept()) {
                        socket.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                        socket.shutdownOutput();
                        socket.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        // the next connection, or the end
                    }
                }
            });
            ssh.setDaemon(true);
            ssh.start();

            Diagnosis diagnosis = examine(scripted("http://127.0.0.1:" + listener.getLocalPort()));

            onlyFailure(diagnosis, Question.HTTP, "SSH-2.0", "check host and port");
            assertThat(diagnosis.of(Question.CONNECTION).grade()).isEqualTo(Grade.OK);
        }
    }

    @Test
    void with_a_self_signed_certificate_fails_at_tls() {
        try (ScriptedServer server = ScriptedServer.start(Script.of(HEALTHY).tls())) {
            String url = "https://127.0.0.1:" + server.port();

            Diagnosis diagnosis = examine(scripted(url));

            onlyFailure(diagnosis, Question.TLS, "not trusted", "--trust-store");
            assertThat(diagnosis.of(Question.CONNECTION).grade()).isEqualTo(Grade.OK);
        }
    }

    @Test
    void that_speaks_tls_is_not_to_be_asked_in_plain_http() {
        try (ScriptedServer server = ScriptedServer.start(Script.of(HEALTHY).tls())) {
            Diagnosis diagnosis = examine(scripted("http://127.0.0.1:" + server.port()));

            onlyFailure(diagnosis, Question.HTTP, "speaks TLS", "use https://");
        }
    }

    @Test
    void that_is_slow_is_usable_with_care() {
        CheckupLimits strict = new CheckupLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMillis(60),
                Duration.ofSeconds(5),
                Duration.ZERO);
        try (ScriptedServer server = ScriptedServer.start(Script.of(HEALTHY.timeToFirst(Duration.ofMillis(120))))) {
            Diagnosis diagnosis = examine(scripted(server.url().toString()), strict);

            assertThat(diagnosis.usable()).isTrue();
            assertThat(diagnosis.of(Question.FIRST_TOKEN).grade()).isEqualTo(Grade.WARN);
            assertThat(diagnosis.of(Question.FIRST_TOKEN).figures().get("firstTokenMillis"))
                    .isGreaterThanOrEqualTo(119);
        }
    }

    @Test
    void that_never_answers_fails_at_its_first_token() {
        CheckupLimits hurried = new CheckupLimits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ZERO);
        try (ScriptedServer server = ScriptedServer.start(Script.of(Answers.hang()))) {
            onlyFailure(
                    examine(scripted(server.url().toString()), hurried),
                    Question.FIRST_TOKEN,
                    "did not end within 200 ms",
                    "allow more time");
        }
    }
}
