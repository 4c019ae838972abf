package dev.llmbench.simulator.internal.ollama;

import dev.llmbench.simulator.internal.modelled.Generation;
import dev.llmbench.simulator.internal.openai.Json;
import java.time.Instant;
import java.util.List;

/**
 * The lines of Ollama's own routes; the last one has the counts and the engine's own times, and no text. Counts of zero are
 * left out, as is {@code context}.
 */
record NativeLines(boolean chat, String model) {
    /** Returns what is sent when a token was made. */
    List<String> lines(Generation generation) {
        String line = opening() + text(generation.word()) + ",\"done\":false}\n";
        return generation.finished() ? List.of(line, end("", generation) + "\n") : List.of(line);
    }

    /** Returns the answer that is not streamed. */
    String whole(Generation generation) {
        return end(generation.text().whole(), generation);
    }

    /** Returns the answer to a request without a prompt. */
    String loaded(boolean unload) {
        return opening() + text("") + ",\"done\":true,\"done_reason\":\"" + (unload ? "unload" : "load") + "\"}";
    }

    private String end(String text, Generation generation) {
        return opening() + text(text) + ",\"done\":true,\"done_reason\":\""
                + generation.text().finishReason() + "\",\"total_duration\":" + generation.elapsedNanos()
                + ",\"prompt_eval_count\":" + generation.promptTokens() + ",\"prompt_eval_duration\":"
                + generation.promptNanos() + ",\"eval_count\":" + generation.generated() + ",\"eval_duration\":"
                + generation.outputNanos() + "}";
    }

    private String opening() {
        return "{\"model\":" + Json.quoted(model) + ",\"created_at\":\"" + Instant.now() + "\",";
    }

    private String text(String text) {
        return chat
                ? "\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"}"
                : "\"response\":\"" + text + "\"";
    }
}
