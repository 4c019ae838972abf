package dev.llmbench.core.internal.probe;

import dev.llmbench.api.LlmBenchException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the engine's name and version in what servers tell about themselves; never fails for lack of it. */
final class EngineName {
    private static final int LONGEST = 60;

    /** What engines write into {@code owned_by} of their models. */
    private static final Map<String, String> OWNERS = Map.of(
            "vllm", "vllm",
            "sglang", "sglang",
            "llamacpp", "llama.cpp",
            "tensorrt_llm", "tensorrt-llm",
            "library", "ollama",
            "llmbench-simulator", "llmbench-simulator");

    /** Web servers in front of, or inside, engines of any kind. */
    private static final Set<String> WEB_SERVERS =
            Set.of("uvicorn", "nginx", "hypercorn", "gunicorn", "envoy", "caddy");

    private final ControlClient client;
    private final Duration limit;

    EngineName(ControlClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Returns words such as {@code vllm 0.27.1}. */
    Optional<String> find(Optional<ModelList.Card> card, Optional<Answer> models) {
        String owner = card.map(ModelList.Card::ownedBy).orElse("").toLowerCase(Locale.ROOT);
        Optional<String> name = Optional.ofNullable(OWNERS.get(owner))
                .or(() -> models.flatMap(answer -> answer.header("server")).filter(EngineName::isEngine));
        Optional<String> version = version(name.orElse("").equals("ollama") ? "/api/version" : "/version");
        if (name.isEmpty()) {
            return version.map(number -> clean("unnamed engine " + number));
        }
        return name.map(
                words -> clean(words + version.map(number -> " " + number).orElse("")));
    }

    private Optional<String> version(String path) {
        try {
            Answer answer = client.get(path, limit);
            String version = answer.ok() && !answer.isPage()
                    ? ModelList.tree(answer.body()).path("version").asString("")
                    : "";
            return version.isBlank() ? Optional.empty() : Optional.of(version);
        } catch (LlmBenchException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isEngine(String server) {
        String name = server.toLowerCase(Locale.ROOT);
        return !name.isBlank() && WEB_SERVERS.stream().noneMatch(name::startsWith);
    }

    private String clean(String words) {
        return client.words(words.strip(), LONGEST);
    }
}
