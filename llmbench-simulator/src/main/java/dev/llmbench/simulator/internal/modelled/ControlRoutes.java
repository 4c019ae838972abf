package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.Json;
import dev.llmbench.simulator.internal.openai.ToyTokenizer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers what is asked besides text: models, health, version, metrics and the tokenizer. */
final class ControlRoutes {
    private static final String VERSION = Optional.ofNullable(
                    ControlRoutes.class.getPackage().getImplementationVersion())
            .orElse("development");
    private static final Set<String> GETS = Set.of("/v1/models", "/health", "/version", "/metrics");
    private static final Set<String> POSTS = Set.of("/tokenize", "/v1/chat/completions", "/v1/completions");

    private final ServedModel served;
    private final Engine engine;
    private final long created = System.currentTimeMillis() / 1000;

    ControlRoutes(ServedModel served, Engine engine) {
        this.served = served;
        this.engine = engine;
    }

    /** A short answer. */
    record Reply(int status, String contentType, String body) {
        static Reply json(int status, String body) {
            return new Reply(status, "application/json", body);
        }

        static Reply of(BadAskException bad) {
            return json(bad.status(), bad.body());
        }
    }

    Reply reply(HttpAsk ask) {
        String path = ask.path();
        boolean get = ask.method().equals("GET");
        if ((get && POSTS.contains(path)) || (!get && GETS.contains(path))) {
            return Reply.json(405, "{\"detail\":\"Method Not Allowed\"}");
        }
        return switch (path) {
            case "/v1/models" -> Reply.json(200, models());
            case "/health" -> new Reply(200, "text/plain; charset=utf-8", "");
            case "/version" -> Reply.json(200, "{\"version\":" + Json.quoted(VERSION) + ",\"simulated\":true}");
            case "/metrics" -> new Reply(200, "text/plain; version=0.0.4; charset=utf-8", metrics());
            case "/tokenize" -> tokenize(ask);
            default -> Reply.json(404, "{\"detail\":\"Not Found\"}");
        };
    }

    /** Refuses a model that is not served; a request that names none is taken, as vLLM does. */
    void checkModel(String model) {
        if (!model.isEmpty() && !model.equals(served.name())) {
            throw new BadAskException(404, "NotFoundError", "model", "The model `" + model + "` does not exist.");
        }
    }

    private String models() {
        String name = Json.quoted(served.name());
        return "{\"object\":\"list\",\"data\":[{\"id\":" + name + ",\"object\":\"model\",\"created\":" + created
                + ",\"owned_by\":\"llmbench-simulator\",\"simulated\":true,\"root\":" + name
                + ",\"parent\":null,\"max_model_len\":" + served.maxLength() + ",\"permission\":[]}]}";
    }

    private String metrics() {
        return metric("vllm:num_requests_running", "gauge", engine.running())
                + metric("vllm:num_requests_waiting", "gauge", engine.waiting())
                + metric("vllm:prompt_tokens_total", "counter", engine.promptTokens())
                + metric("vllm:generation_tokens_total", "counter", engine.generatedTokens())
                + metric("vllm:request_success_total", "counter", engine.finishedRequests());
    }

    private String metric(String name, String type, long value) {
        return "# TYPE " + name + " " + type + "\n" + name + "{engine=\"0\",model_name=" + Json.quoted(served.name())
                + "} " + value + ".0\n";
    }

    private Reply tokenize(HttpAsk ask) {
        try {
            var body = Json.object(ask.body());
            checkModel(body.path("model").stringValue(""));
            boolean chat = body.has("messages");
            var prompt = chat ? AskParser.messages(body) : AskParser.prompt(body);
            IntStream template = IntStream.range(0, chat ? GeneratedText.TEMPLATE_TOKENS : 0);
            int[] ids = IntStream.concat(
                            template,
                            prompt.texts().stream().flatMapToInt(text -> Arrays.stream(ToyTokenizer.tokens(text))))
                    .toArray();
            String tokens = Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(","));
            return Reply.json(
                    200,
                    "{\"count\":" + ids.length + ",\"max_model_len\":" + served.maxLength() + ",\"tokens\":[" + tokens
                            + "],\"token_strs\":null}");
        } catch (BadAskException e) {
            return Reply.of(e);
        }
    }
}
