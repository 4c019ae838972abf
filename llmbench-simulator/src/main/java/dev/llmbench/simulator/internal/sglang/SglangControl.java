package dev.llmbench.simulator.internal.sglang;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.model.BatchLimits;
import dev.llmbench.simulator.internal.modelled.Engine;
import dev.llmbench.simulator.internal.modelled.OpenAiModels;
import dev.llmbench.simulator.internal.modelled.Prometheus;
import dev.llmbench.simulator.internal.modelled.Reply;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.modelled.TokenizeRoute;
import dev.llmbench.simulator.internal.modelled.Version;
import dev.llmbench.simulator.internal.openai.Json;

/** Answers what is asked besides text: models, health, facts about the server, metrics, the tokenizer, the cache. */
final class SglangControl {
    private final ServedModel served;
    private final Engine engine;
    private final OpenAiModels models;

    SglangControl(ServedModel served, Engine engine) {
        this.served = served;
        this.engine = engine;
        this.models = new OpenAiModels(served);
    }

    Reply reply(HttpAsk ask) {
        boolean get = ask.method().equals("GET");
        return switch (ask.path()) {
            case "/v1/models" -> get ? Reply.json(200, models.json()) : notAllowed();
            case "/health", "/health_generate", "/ping" -> get ? Reply.text(200, "") : notAllowed();
            case "/get_model_info", "/model_info" -> get ? Reply.json(200, modelInfo()) : notAllowed();
            case "/get_server_info", "/server_info" -> get ? Reply.json(200, serverInfo()) : notAllowed();
            case "/metrics" -> get ? Reply.metrics(metrics()) : notAllowed();
            case "/flush_cache" -> flush();
            case "/tokenize", "/v1/tokenize" -> get ? notAllowed() : TokenizeRoute.reply(ask.body(), served);
            case "/generate", "/v1/chat/completions", "/v1/completions" -> notAllowed();
            default -> Reply.json(404, "{\"detail\":\"Not Found\"}");
        };
    }

    private static Reply notAllowed() {
        return Reply.json(405, "{\"detail\":\"Method Not Allowed\"}");
    }

    private String modelInfo() {
        return "{\"model_path\":" + Json.quoted(served.name()) + ",\"tokenizer_path\":" + Json.quoted(served.name())
                + ",\"is_generation\":true,\"simulated\":true}";
    }

    private String serverInfo() {
        BatchLimits limits = engine.limits();
        return "{\"model_path\":" + Json.quoted(served.name()) + ",\"context_length\":" + served.maxLength()
                + ",\"max_running_requests\":" + limits.maxSequences() + ",\"chunked_prefill_size\":"
                + limits.maxTokens() + ",\"max_total_num_tokens\":"
                + limits.cache().map(room -> Long.toString(room.tokens())).orElse("null")
                + ",\"disable_radix_cache\":" + !served.prefixes() + ",\"version\":" + Json.quoted(Version.TEXT)
                + ",\"simulated\":true}";
    }

    private Reply flush() {
        if (engine.model().running() + engine.model().waiting() > 0) {
            return Reply.text(400, "Flush cache failed, since requests are running or waiting.\n");
        }
        engine.model().clearPrefixes();
        return Reply.text(
                200,
                "Cache flushed.\nPlease check backend logs for more details. (When there are running or waiting"
                        + " requests, the operation will not be performed.)\n");
    }

    private String metrics() {
        var model = engine.model();
        var finished = engine.countsOfFinished(); // SGLang's counters jump when a request ends
        long asked = model.prefixTokensAsked();
        return new Prometheus("sglang:", "", served.name())
                .gauge("num_running_reqs", model.running())
                .gauge("num_queue_reqs", model.waiting())
                .gauge("token_usage", model.cacheUsage())
                .gauge("cache_hit_rate", asked == 0 ? 0 : (double) model.prefixTokensFound() / asked)
                .counter("prompt_tokens_total", finished.promptTokens())
                .counter("generation_tokens_total", finished.generatedTokens())
                .counter("cached_tokens_total", finished.prefixTokens())
                .counter("num_requests_total", finished.finishedRequests())
                .counter("num_retracted_requests_total", model.preemptions())
                .page();
    }
}
