package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Answers a few requests on a server of its own before the first real one.
 *
 * <p>Measured: the first request of a JVM was answered 460 ms late, with the loading of classes; after this 2 to 5 ms.
 */
final class WarmUp {
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final int REQUESTS = 30;

    private WarmUp() {}

    /** Does it once a JVM. */
    static void once() {
        if (DONE.compareAndSet(false, true)) {
            var script = Script.of(
                    Answers.tokens(20).timeToFirst(Duration.ofMillis(1)).every(Duration.ofNanos(100_000)));
            try (var server = new ScriptedListener(script, 0, Optional.empty(), true)) {
                for (int i = 0; i < REQUESTS; i++) {
                    ask(server.port(), i % 2 == 0 ? "/v1/chat/completions" : "/v1/completions");
                }
                server.requests();
                server.stamps();
            } catch (IOException e) {
                DONE.set(false); // the real server will tell better what is wrong with loopback
            }
        }
    }

    private static void ask(int port, String path) throws IOException {
        String body = "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"a b\"}],\"prompt\":[1,2]}";
        List<String> head = List.of(
                "POST " + path + " HTTP/1.1",
                "host: localhost",
                "connection: close",
                "content-type: application/json",
                "content-length: " + body.length(),
                "",
                body);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(String.join("\r\n", head).getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }
    }
}
