package dev.llmbench.core.internal.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmbench.api.Prompt;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of the OpenAI protocol with a toy tokenizer, and whatever answers a test wants by path. */
final class ToyServer implements AutoCloseable {
    record Reply(int status, Map<String, String> headers, String body) {
        static Reply of(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body);
        }
    }

    /** What the server got. */
    record Got(String method, String path, Map<String, List<String>> headers, String body) {}

    static final String MODEL = "toy";

    final List<Got> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, Integer> breaks = new ConcurrentHashMap<>();
    private final ToyTokenizer tokenizer;
    private final HttpServer server;
    private volatile List<String> refused = List.of();
    private volatile boolean namesRefused = true;
    private volatile boolean tokenizes = true;
    private volatile boolean usage = true;
    private volatile boolean takesIds = true;
    private volatile boolean breaksOnIds;
    private volatile String hanging = "";

    ToyServer(ToyTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.createContext("/", this::handle);
        server.start();
        reply(
                "/v1/models",
                Reply.of(200, "{\"data\":[{\"id\":\"toy\",\"owned_by\":\"vllm\",\"max_model_len\":4096}]}"));
        reply("/version", Reply.of(200, "{\"version\":\"0.27.1\"}"));
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    ToyServer reply(String path, Reply reply) {
        replies.put(path, reply);
        return this;
    }

    ToyServer refusing(boolean named, String... fields) {
        refused = List.of(fields);
        namesRefused = named;
        return this;
    }

    ToyServer withoutTokenize() {
        tokenizes = false;
        return this;
    }

    ToyServer withoutUsage() {
        usage = false;
        return this;
    }

    /** Closes the connection without an answer to a prompt of token ids. */
    ToyServer withoutAnswerToIds() {
        breaksOnIds = true;
        return this;
    }

    ToyServer withoutIds() {
        takesIds = false;
        return this;
    }

    /** Never answers. */
    ToyServer hanging(String path) {
        hanging = path;
        return this;
    }

    /** Closes the connection without an answer where the body of a request has more characters than this. */
    ToyServer breaking(String path, int above) {
        breaks.put(path, above);
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        requests.add(new Got(exchange.getRequestMethod(), path, exchange.getRequestHeaders(), body));
        if (path.equals(hanging)) {
            return; // the exchange stays open until the server is closed
        }
        boolean ids =
                breaksOnIds && JsonMapper.shared().readTree(body).path("prompt").isArray();
        if (ids || body.length() > breaks.getOrDefault(path, Integer.MAX_VALUE)) {
            exchange.close();
            return;
        }
        Reply reply = replies.getOrDefault(path, answer(path, body));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Reply answer(String path, String body) {
        if (path.equals("/tokenize") && tokenizes) {
            int[] ids = tokenizer.ids(
                    JsonMapper.shared().readTree(body).path("prompt").asString(""));
            return Reply.of(200, JsonMapper.shared().writeValueAsString(Map.of("tokens", ids)));
        }
        if (!path.endsWith("/completions")) {
            return Reply.of(404, "{\"detail\":\"Not Found\"}");
        }
        JsonNode ask = JsonMapper.shared().readTree(body);
        for (String field : refused) {
            if (ask.has(field) || ask.path("stream_options").has(field)) {
                return Reply.of(
                        400, "{\"error\":{\"message\":\"unknown " + (namesRefused ? field : "something") + "\"}}");
            }
        }
        JsonNode prompt = path.contains("chat") ? ask.path("messages").path(0).path("content") : ask.path("prompt");
        if (prompt.isArray() && !takesIds) {
            return Reply.of(422, "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"not a string\"}]}");
        }
        int tokens = prompt.isArray()
                ? tokenizer.count(new Prompt.TokenIds(IntStream.range(0, prompt.size())
                        .map(i -> prompt.get(i).intValue())
                        .toArray()))
                : tokenizer.count(new Prompt.Text(prompt.asString("")));
        return completion(path.contains("chat"), ask, tokens);
    }

    private Reply completion(boolean chat, JsonNode ask, int promptTokens) {
        int tokens = ask.path("max_tokens").intValue();
        String text = chat ? "\"%s\":{\"content\":\" a\"}" : "\"text\":\" a\"";
        String count = "\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"completion_tokens\":%d}";
        if (!ask.path("stream").booleanValue()) {
            String choice = "{\"index\":0," + String.format(text, "message") + ",\"finish_reason\":\"length\"}";
            return Reply.of(
                    200, "{\"choices\":[" + choice + "]" + (usage ? "," + String.format(count, tokens) : "") + "}");
        }
        JsonNode options = ask.path("stream_options");
        boolean continuous = options.path("continuous_usage_stats").asBoolean(false);
        StringBuilder events = new StringBuilder();
        for (int i = 1; i <= tokens; i++) {
            String finish = i == tokens ? "\"length\"" : "null";
            events.append("data: {\"choices\":[{\"index\":0,")
                    .append(String.format(text, "delta"))
                    .append(",\"finish_reason\":")
                    .append(finish)
                    .append("}]")
                    .append(continuous && usage ? "," + String.format(count, i) : "")
                    .append("}\n\n");
        }
        if (usage && options.path("include_usage").asBoolean(false)) {
            events.append("data: {\"choices\":[],")
                    .append(String.format(count, tokens))
                    .append("}\n\n");
        }
        return new Reply(
                200,
                Map.of("Content-Type", "text/event-stream"),
                events.append("data: [DONE]\n\n").toString());
    }
}
