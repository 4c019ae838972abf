package dev.llmbench.core.internal.wire;

import dev.llmbench.api.JsonFields;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireRequest;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the body that the routes of the OpenAI protocol have in common.
 *
 * <p>Fields of {@link Ask#bodyFields()} replace the protocol's own of the same name, and are sent even when dropped: the
 * plan's author wrote them down, so a server's refusal must be seen rather than worked around.
 */
final class OpenAiRequest {
    static final String CONTINUOUS_USAGE = "continuous_usage_stats";
    static final String STREAM_OPTIONS = "stream_options";
    static final String MIN_TOKENS = "min_tokens";
    static final String IGNORE_EOS = "ignore_eos";

    /** What strict servers refuse, in the order in which it is missed least. */
    static final List<String> OPTIONAL_FIELDS = List.of(CONTINUOUS_USAGE, MIN_TOKENS, IGNORE_EOS, STREAM_OPTIONS);

    private static final JsonFactory JSON = new JsonFactory();

    private final Ask ask;
    private final JsonFields extra;
    private final JsonGenerator json;

    private OpenAiRequest(Ask ask, JsonGenerator json) {
        this.ask = ask;
        this.extra = ask.bodyFields();
        this.json = json;
    }

    static WireRequest encode(Ask ask, String path, String promptName, BiConsumer<Prompt, JsonGenerator> promptWriter) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = generator(body)) {
            new OpenAiRequest(ask, json).write(promptName, promptWriter);
        }
        String accept = ask.stream() ? "text/event-stream" : "application/json";
        return new WireRequest(path, Map.of("Accept", accept), body.toByteArray());
    }

    static JsonGenerator generator(ByteArrayOutputStream body) {
        return JSON.createGenerator(ObjectWriteContext.empty(), body);
    }

    private void write(String promptName, BiConsumer<Prompt, JsonGenerator> promptWriter) {
        json.writeStartObject();
        if (own("model")) {
            json.writeStringProperty("model", ask.model());
        }
        if (own(promptName)) {
            json.writeName(promptName);
            promptWriter.accept(ask.prompt(), json);
        }
        writeLength();
        if (own("temperature")) {
            json.writeNumberProperty("temperature", ask.temperature());
        }
        if (own("stream")) {
            json.writeBooleanProperty("stream", ask.stream());
        }
        // refused by servers beside "stream": false
        if (ask.stream() && optional(STREAM_OPTIONS)) {
            writeStreamOptions();
        }
        extra.values().forEach(this::writeExtra);
        json.writeEndObject();
    }

    private void writeLength() {
        // the newer name of the same limit; servers refuse both together
        if (own("max_tokens") && own("max_completion_tokens")) {
            json.writeNumberProperty("max_tokens", ask.outputTokens());
        }
        if (ask.forceLength() && optional(MIN_TOKENS)) {
            json.writeNumberProperty(MIN_TOKENS, ask.outputTokens());
        }
        if (ask.forceLength() && optional(IGNORE_EOS)) {
            json.writeBooleanProperty(IGNORE_EOS, true);
        }
    }

    private void writeStreamOptions() {
        json.writeName(STREAM_OPTIONS);
        json.writeStartObject();
        json.writeBooleanProperty("include_usage", true);
        if (ask.continuousUsage() && !ask.droppedFields().contains(CONTINUOUS_USAGE)) {
            json.writeBooleanProperty(CONTINUOUS_USAGE, true);
        }
        json.writeEndObject();
    }

    private boolean own(String name) {
        return !extra.values().containsKey(name);
    }

    private boolean optional(String name) {
        return own(name) && !ask.droppedFields().contains(name);
    }

    private void writeExtra(String name, Object value) {
        json.writeName(name);
        writeValue(name, value);
    }

    private void writeValue(String name, Object value) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long whole) {
            json.writeNumber(whole);
        } else if (value instanceof BigDecimal fraction) {
            json.writeNumber(fraction);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> writeValue(name, element));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, element) -> writeExtra((String) key, element));
            json.writeEndObject();
        } else {
            String what = value instanceof SecretRef
                    ? "an unresolved secret"
                    : value.getClass().getName();
            throw new IllegalStateException("body field '" + name + "' holds " + what);
        }
    }
}
