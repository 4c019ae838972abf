package dev.llmbench.simulator;

import java.io.IOException;
import java.time.Duration;

/** A modelled server with one of the faces, and questions to it. */
final class FaceClient implements AutoCloseable {
    private final ModelledServer server;

    FaceClient(EngineFace face) {
        this(ModelledServer.Settings.defaults()
                .face(face)
                .decode(Duration.ofMillis(1), Duration.ZERO)
                .prefill(Duration.ofMillis(1), Duration.ZERO)
                .maxModelLength(2048)
                .cache(4096, true));
    }

    FaceClient(ModelledServer.Settings settings) {
        server = ModelledServer.start(settings);
    }

    /** The whole answer, head and body, with what differs from time to time made equal. */
    String post(String path, String body) throws IOException {
        try (var client = new RawClient(server.port())) {
            return plain(client.post(path, body).readAnswer());
        }
    }

    String get(String path, String... headers) throws IOException {
        try (var client = new RawClient(server.port())) {
            return plain(client.get(path, headers).readAnswer());
        }
    }

    private static String plain(String answer) {
        return answer.replaceAll("\"id\":\"[0-9a-f]{32}\"", "\"id\":\"ID\"")
                .replaceAll("cmpl-\\d{1,3}\"", "cmpl-N\"")
                .replaceAll("\"created\":\\d+", "\"created\":0")
                .replaceAll("\"created_at\":\"[0-9T:.Z-]+\"", "\"created_at\":\"T\"")
                .replaceAll("_duration\":\\d+", "_duration\":0")
                .replaceAll("\"e2e_latency\":[0-9.]+", "\"e2e_latency\":0")
                .replaceAll("\" [a-z]{4,6}\"", "\" w\"");
    }

    static String body(String answer) {
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @Override
    public void close() {
        server.close();
    }
}
