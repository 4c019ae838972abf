package dev.llmbench.simulator.internal.vllm;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.modelled.Engine;
import dev.llmbench.simulator.internal.modelled.OpenAiModels;
import dev.llmbench.simulator.internal.modelled.Prometheus;
import dev.llmbench.simulator.internal.modelled.Reply;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.modelled.TokenizeRoute;
import dev.llmbench.simulator.internal.modelled.Version;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.Json;
import java.util.Set;

/** Answers what is asked besides text: models, health, version, metrics and the tokenizer. */
final class VllmControl {
    private static final Set<String> GETS = Set.of("/v1/models", "/health", "/ping", "/version", "/metrics");
    private static final Set<String> POSTS = Set.of("/tokenize", "/v1/chat/completions", "/v1/completions");

    private final ServedModel served;
    private final Engine engine;
    private final OpenAiModels models;

    VllmControl(ServedModel served, Engine engine) {
        this.served = served;
        this.engine = engine;
        this.models = new OpenAiModels(served);
    }

    Reply reply(HttpAsk ask) {
        String path = ask.path();
        boolean get = ask.method().equals("GET");
        if ((get && POSTS.contains(path)) || (!get && GETS.contains(path))) {
            return Reply.json(405, "{\"detail\":\"Method Not Allowed\"}");
        }
        return switch (path) {
            case "/v1/models" -> Reply.json(200, models.json());
            case "/health", "/ping" -> Reply.text(200, "");
            case "/version" -> Reply.json(200, "{\"version\":" + Json.quoted(Version.TEXT) + ",\"simulated\":true}");
            case "/metrics" -> Reply.metrics(metrics());
            case "/tokenize" -> tokenize(ask);
            default -> Reply.json(404, "{\"detail\":\"Not Found\"}");
        };
    }

    /** Refuses a model that is not served; a request that names none is taken, as vLLM does. */
    void checkModel(String model) {
        if (!model.isEmpty() && !served.names().contains(model)) {
            throw new BadAskException(404, "NotFoundError", "model", "The model `" + model + "` does not exist.");
        }
    }

    private String metrics() {
        var model = engine.model();
        var done = engine.counts();
        return new Prometheus("vllm:", "engine=\"0\",", served.name())
                .gauge("num_requests_running", model.running())
                .gauge("num_requests_waiting", model.waiting())
                .gauge("kv_cache_usage_perc", model.cacheUsage())
                .counter("prompt_tokens_total", done.promptTokens())
                .counter("generation_tokens_total", done.generatedTokens())
                .counter("request_success_total", done.finishedRequests())
                .counter("num_preemptions_total", done.preemptions())
                .counter("prefix_cache_queries_total", model.prefixTokensAsked())
                .counter("prefix_cache_hits_total", model.prefixTokensFound())
                .page();
    }

    private Reply tokenize(HttpAsk ask) {
        var body = Json.object(ask.body());
        checkModel(body.path("model").stringValue(""));
        return TokenizeRoute.reply(body, served);
    }
}
