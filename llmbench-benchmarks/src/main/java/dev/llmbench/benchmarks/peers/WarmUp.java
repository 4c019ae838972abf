package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Work.Shape;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Asks a fresh server before the first load generator does, so that nobody meets a server whose code is still cold. */
final class WarmUp {
    private static final int ROUNDS = 3;
    private static final int MOST_STREAMS = 128; // of this client, which is none of those measured
    private static final int TOKENS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private WarmUp() {}

    /**
     * Sends a few rounds of short requests and waits for their answers.
     *
     * @param server its URL, without a path
     * @param shape of the load that follows
     * @throws IllegalStateException when an answer is not 200
     */
    static void of(URI server, Shape shape) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String body = """
                {"model": "%s", "messages": [{"role": "user", "content": "warm up"}], "stream": true, "max_tokens": %d}""".formatted(Work.MODEL, TOKENS);
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/v1/chat/completions"))
                .header("content-type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletableFuture<HttpResponse<Void>>> answers = IntStream.range(
                            0, Math.min(shape.streams(), MOST_STREAMS))
                    .mapToObj(i -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                    .toList();
            for (CompletableFuture<HttpResponse<Void>> answer : answers) {
                if (answer.join().statusCode() != 200) {
                    throw new IllegalStateException(
                            "the server answered " + answer.join().statusCode() + " while it was warmed up");
                }
            }
        }
    }
}
