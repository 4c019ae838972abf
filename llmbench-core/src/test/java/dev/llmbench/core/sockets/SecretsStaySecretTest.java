package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.LocalRunner;
import dev.llmbench.core.Results;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Three secrets go to a server that repeats them wherever it can. They are looked for in all that a run leaves behind. */
class SecretsStaySecretTest {
    private static final String KEY = "sk-canary/7+Q\"z<9>=%A1b2C3d4&e5";
    private static final String HEADER = "hd-canary-0123456789-abcdefghij";
    private static final String FIELD = "bf-canary-\\zyxwvutsrq-9876543210";
    private static final Map<String, String> ENVIRONMENT =
            Map.of("CANARY_KEY", KEY, "CANARY_HEADER", HEADER, "CANARY_FIELD", FIELD);

    @TempDir
    Path folder;

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());
    private final Capture capture = new Capture();
    private Level levelBefore = Level.WARN;

    private final class Capture extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String thrown =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            logged.add(event.getLoggerName() + " " + event.getFormattedMessage() + thrown);
        }
    }

    @BeforeEach
    void capture_all_logs() {
        Logger root = root();
        levelBefore = root.getLevel();
        root.detachAppender("console");
        capture.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        capture.start();
        root.addAppender(capture);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void log_as_before() {
        root().detachAppender(capture);
        root().setLevel(levelBefore);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static Target target(URI url) {
        return Runs.target(url)
                .apiKey(SecretRef.env("CANARY_KEY"))
                .header("X-Route", SecretRef.env("CANARY_HEADER"))
                .bodyField("routing", Map.of("token", SecretRef.env("CANARY_FIELD")));
    }

    private LocalRunner runner() {
        return LlmBench.local()
                .environment(name -> Optional.ofNullable(ENVIRONMENT.get(name)))
                .savingTo(Runs.results(folder));
    }

    private static List<String> leaks(Function<Leaks, List<String>> search) {
        List<String> found = new ArrayList<>();
        for (String secret : List.of(KEY, HEADER, FIELD)) {
            found.addAll(search.apply(new Leaks(secret)));
        }
        return found;
    }

    private void nothingIn(String where, String text) {
        assertThat(leaks(search -> search.in(where, text))).isEmpty();
    }

    private void nothingInLogs() {
        nothingIn("the log", String.join("\n", logged));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** Ways in which a server repeats what it was given. */
    private static void echo(int number, Socket socket) throws IOException {
        String all = KEY + " " + HEADER + " " + FIELD;
        switch (number % 8) {
            case 0 ->
                RawServer.write(
                        socket,
                        RawServer.http(
                                401,
                                "application/json",
                                "{\"error\":{\"message\":\"Incorrect API key provided: " + json(all) + "\"}}"));
            case 1 ->
                RawServer.write(
                        socket,
                        RawServer.http(
                                200,
                                "text/event-stream",
                                "data: {\"error\":{\"message\":\"bad key " + json(all) + "\",\"code\":401}}\n\n"));
            case 2 ->
                RawServer.write(
                        socket,
                        "HTTP/1.1 403 Forbidden\r\nX-Key: " + KEY + "\r\nWWW-Authenticate: Bearer error=\"" + all
                                + "\"\r\nContent-Length: 0\r\n\r\n");
            case 3 ->
                RawServer.write(
                        socket,
                        RawServer.http(
                                500,
                                "text/html",
                                "<html><head><title>Error "
                                        + all.replace("&", "&amp;").replace("<", "&lt;") + "</title></head></html>"));
            case 4 ->
                RawServer.write(
                        socket, RawServer.http(500, "text/plain", "x".repeat(460) + " key " + KEY + " " + HEADER));
            case 5 ->
                RawServer.write(
                        socket,
                        RawServer.http(
                                400,
                                "text/plain",
                                "auth "
                                        + Base64.getEncoder()
                                                .encodeToString(("Bearer " + KEY).getBytes(StandardCharsets.UTF_8))
                                        + " " + FIELD));
            case 6 ->
                RawServer.write(
                        socket,
                        RawServer.http(200, "text/event-stream", "data: {\"choices\": broken " + all + "}\n\n"));
            default -> {
                RawServer.write(socket, "ECHO " + all + "\r\n");
                socket.close();
            }
        }
    }

    @Test
    void a_server_that_repeats_them_in_its_answers_leaves_no_trace() throws IOException {
        try (RawServer server = RawServer.start((request, socket) -> {
            if (request.question() > 0) {
                echo(request.question(), socket);
            } else {
                RawServer.write(
                        socket, request.question() == 0 ? RawServer.stream(4) : RawServer.http(404, "text/plain", KEY));
            }
        })) {
            List<Progress> progress = Collections.synchronizedList(new ArrayList<>());

            BenchmarkResult result = Runs.benchmark(
                            target(server.url()), concurrency(2).thinkTime(Duration.ofMillis(5)), folder)
                    .stopAfter(Stop.requests(32))
                    .onProgress(new RunObserver() {
                        @Override
                        public void onProgress(Progress now) {
                            progress.add(now);
                        }
                    })
                    .runIn(runner());

            List<RequestRecord> journal = Runs.journal(folder);
            Runs.onlyLevel(result, journal);
            assertThat(server.requests())
                    .filteredOn(request -> request.question() >= 0)
                    .as("the server has got all three")
                    .allSatisfy(request -> {
                        assertThat(request.head()).contains("Bearer " + KEY).contains(HEADER);
                        assertThat(request.body()).contains(json(FIELD));
                    });
            assertThat(Runs.failures(journal))
                    .hasSizeGreaterThanOrEqualTo(32)
                    .as("where they stood")
                    .anyMatch(words -> words.contains("CANARY_KEY"));
            assertThat(leaks(search -> search.in(Runs.results(folder)))).isEmpty();
            nothingIn("the result", result.toString() + Results.toJson(result));
            nothingIn("the journal's records", journal.toString());
            nothingIn("progress", progress.toString());
            assertThat(logged).as("what was logged at TRACE").anyMatch(line -> line.startsWith("dev.llmbench"));
            nothingInLogs();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void a_server_that_repeats_them_to_the_probe_leaves_no_trace(int number) throws IOException {
        try (RawServer server = RawServer.start((request, socket) -> echo(number, socket))) {
            Target target = target(server.url());

            Throwable refusal = catchThrowable(() -> Runs.benchmark(target, concurrency(1), folder)
                    .stopAfter(Stop.requests(1))
                    .runIn(runner()));

            assertThat(refusal).isNotNull();
            StringWriter trace = new StringWriter();
            refusal.printStackTrace(new PrintWriter(trace));
            nothingIn("the exception", trace.toString());
            nothingIn("the target", target.toString());
            if (Files.exists(Runs.results(folder))) {
                assertThat(leaks(search -> search.in(Runs.results(folder)))).isEmpty();
            }
            nothingInLogs();
        }
    }

    @Test
    void a_key_in_a_url_is_refused_without_being_repeated() {
        Throwable refusal = catchThrowable(() -> Target.openAi("http://user:" + HEADER + "@127.0.0.1:8000"));

        assertThat(refusal).isInstanceOf(IllegalArgumentException.class);
        nothingIn("the exception", refusal.toString());
    }

    @Test
    void the_search_finds_every_shape_that_is_planted() throws IOException {
        Leaks search = new Leaks(KEY);
        for (Map.Entry<String, String> shape : search.shapes().entrySet()) {
            Path leaking = Files.createDirectories(folder.resolve("planted").resolve(shape.getKey()));
            Files.writeString(leaking.resolve("requests.jsonl"), "{\"message\":\"" + shape.getValue() + "\"}");

            assertThat(search.in(leaking)).as(shape.getKey()).isNotEmpty();
        }
        LoggerFactory.getLogger("dev.llmbench.planted").trace("a key: {}", KEY);
        assertThat(search.in("the log", String.join("\n", logged))).isNotEmpty();
        String header = Base64.getEncoder().encodeToString(KEY.getBytes(StandardCharsets.UTF_8));
        assertThat(search.in("a header", "Basic " + header)).isNotEmpty();
        assertThat(search.in("nothing", "a text without a key")).isEmpty();
    }
}
