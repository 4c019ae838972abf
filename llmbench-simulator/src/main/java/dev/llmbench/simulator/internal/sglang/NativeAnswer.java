package dev.llmbench.simulator.internal.sglang;

import dev.llmbench.simulator.internal.modelled.Generation;
import dev.llmbench.simulator.internal.openai.ToyTokenizer;
import java.util.List;
import java.util.Locale;

/** The events of SGLang's own route: text and ids are those of the whole answer so far, which makes every event longer. */
final class NativeAnswer {
    private final String id;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder ids = new StringBuilder();

    NativeAnswer(String id) {
        this.id = id;
    }

    /** Returns what is sent when a token was made. */
    List<String> events(Generation generation) {
        append(generation.word());
        String event = "data: " + json(generation) + "\n\n";
        return generation.finished() ? List.of(event, "data: [DONE]\n\n") : List.of(event);
    }

    /** Returns the answer that is not streamed. */
    String whole(Generation generation) {
        for (int i = 0; i < generation.outputTokens(); i++) {
            append(generation.text().words(i, i + 1));
        }
        return json(generation);
    }

    private void append(String word) {
        ids.append(ids.isEmpty() ? "" : ",").append(ToyTokenizer.tokens(word)[0]);
        text.append(word);
    }

    private String json(Generation generation) {
        String latency = generation.finished()
                ? String.format(Locale.ROOT, ",\"e2e_latency\":%.6f", generation.elapsedNanos() / 1e9)
                : "";
        return "{\"text\":\"" + text + "\",\"output_ids\":[" + ids + "],\"meta_info\":{\"id\":\"" + id
                + "\",\"finish_reason\":" + finishReason(generation) + ",\"prompt_tokens\":"
                + generation.promptTokens() + ",\"weight_version\":\"default\",\"completion_tokens\":"
                + generation.generated() + ",\"cached_tokens\":" + generation.cachedTokens() + latency + "}}";
    }

    private static String finishReason(Generation generation) {
        if (!generation.finished()) {
            return "null";
        }
        return generation.text().finishReason().equals("length")
                ? "{\"type\":\"length\",\"length\":" + generation.outputTokens() + "}"
                : "{\"type\":\"stop\",\"matched\":2}";
    }
}
