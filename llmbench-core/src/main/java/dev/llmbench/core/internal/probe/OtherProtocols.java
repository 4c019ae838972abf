package dev.llmbench.core.internal.probe;

import dev.llmbench.api.LlmBenchException;
import java.time.Duration;
import java.util.Optional;

/** Recognises servers that speak another protocol than the one that they were asked in. */
final class OtherProtocols {
    private final ControlClient client;
    private final Duration limit;

    OtherProtocols(ControlClient client, Duration limit) {
        this.client = client;
        this.limit = limit;
    }

    /** Returns what to do instead, in words; empty where nothing is recognised. */
    Optional<String> spoken(String asked) {
        if (!asked.startsWith("ollama") && has("/api/version", "version")) {
            return Optional.of(
                    "this is an Ollama server: ask it with --protocol ollama-chat, or update it for the OpenAI"
                            + " routes");
        }
        if (!asked.equals("sglang") && has("/get_model_info", "model_path")) {
            return Optional.of("this is an SGLang server: ask it with --protocol sglang");
        }
        if (!asked.startsWith("openai") && has("/v1/models", "data")) {
            return Optional.of("it lists models as OpenAI servers do: ask it with --route chat or completions");
        }
        return Optional.empty();
    }

    private boolean has(String path, String field) {
        try {
            Answer answer = client.get(path, limit);
            return answer.ok() && ModelList.tree(answer.body()).has(field);
        } catch (LlmBenchException e) {
            PathCheckup.refuseInterrupt(e);
            return false;
        }
    }
}
