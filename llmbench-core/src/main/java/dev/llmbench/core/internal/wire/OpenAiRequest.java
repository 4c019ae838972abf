package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;

/** Writes the body that the routes of the OpenAI protocol have in common. */
final class OpenAiRequest {
    static final String CONTINUOUS_USAGE = "continuous_usage_stats";
    static final String STREAM_OPTIONS = "stream_options";
    static final String MIN_TOKENS = "min_tokens";
    static final String IGNORE_EOS = "ignore_eos";

    /** What strict servers refuse, in the order in which it is missed least. */
    static final List<String> OPTIONAL_FIELDS = List.of(CONTINUOUS_USAGE, MIN_TOKENS, IGNORE_EOS, STREAM_OPTIONS);

    private OpenAiRequest() {}

    static WireRequest encode(Ask ask, String path, String promptName, BiConsumer<Prompt, JsonGenerator> promptWriter) {
        byte[] body = BodyWriter.write(ask, fields -> {
            fields.text("model", ask.model());
            fields.value(promptName, json -> promptWriter.accept(ask.prompt(), json));
            writeLength(ask, fields);
            fields.real("temperature", ask.temperature());
            fields.truth("stream", ask.stream());
            // refused by servers beside "stream": false
            if (ask.stream() && fields.optional(STREAM_OPTIONS)) {
                fields.value(STREAM_OPTIONS, json -> writeStreamOptions(ask, json));
            }
        });
        String accept = ask.stream() ? "text/event-stream" : "application/json";
        return new WireRequest(path, Map.of("Accept", accept), body);
    }

    private static void writeLength(Ask ask, BodyWriter fields) {
        // the newer name of the same limit; servers refuse both together
        if (fields.own("max_completion_tokens")) {
            fields.whole("max_tokens", ask.outputTokens());
        }
        if (ask.forceLength() && fields.optional(MIN_TOKENS)) {
            fields.whole(MIN_TOKENS, ask.outputTokens());
        }
        if (ask.forceLength() && fields.optional(IGNORE_EOS)) {
            fields.truth(IGNORE_EOS, true);
        }
    }

    private static void writeStreamOptions(Ask ask, JsonGenerator json) {
        json.writeStartObject();
        json.writeBooleanProperty("include_usage", true);
        if (ask.continuousUsage() && !ask.droppedFields().contains(CONTINUOUS_USAGE)) {
            json.writeBooleanProperty(CONTINUOUS_USAGE, true);
        }
        json.writeEndObject();
    }
}
