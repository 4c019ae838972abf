package dev.llmbench.simulator.internal.ollama;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.modelled.OpenAiModels;
import dev.llmbench.simulator.internal.modelled.Reply;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.modelled.Version;
import dev.llmbench.simulator.internal.openai.Json;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers what is asked besides text: that it runs, which models there are, which are loaded, the version. */
final class OllamaControl {
    private static final Set<String> GETS = Set.of("/", "/api/version", "/api/tags", "/api/ps", "/v1/models");

    private final ServedModel served;
    private final OpenAiModels models;
    private final Instant started = Instant.now();

    OllamaControl(ServedModel served) {
        this.served = served;
        this.models = new OpenAiModels(served);
    }

    Reply reply(HttpAsk ask) {
        if (GETS.contains(ask.path()) && !ask.method().equals("GET")) {
            return Reply.text(405, "405 method not allowed");
        }
        return switch (ask.path()) {
            case "/" -> Reply.text(200, "Ollama is running");
            case "/api/version" ->
                Reply.json(200, "{\"version\":" + Json.quoted(Version.TEXT) + ",\"simulated\":true}");
            case "/api/tags" -> Reply.json(200, cards(",\"modified_at\":\"" + started + "\""));
            case "/api/ps" -> Reply.json(200, cards(",\"context_length\":" + served.maxLength()));
            case "/v1/models" -> Reply.json(200, models.json());
            default -> Reply.text(404, "404 page not found");
        };
    }

    /** Sizes and digests are left out: there are no weights. */
    private String cards(String more) {
        return served.names().stream()
                .map(Json::quoted)
                .map(name ->
                        "{\"name\":" + name + ",\"model\":" + name + more + ",\"details\":{\"format\":\"simulated\"}}")
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
    }
}
