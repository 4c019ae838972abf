package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * The routes by which servers that speak the OpenAI protocol turn text into token ids.
 *
 * <p>Several share the path {@code /tokenize} with other fields. A server that misses its field may answer with an empty
 * list instead of an error, so an empty list is never an answer.
 */
enum TokenizeRoutes implements TokenizeRoute {
    /** vLLM and SGLang. */
    COUNTED("/tokenize") {
        @Override
        void write(String model, String text, boolean specialTokens, JsonGenerator json) {
            json.writeStringProperty("model", model);
            json.writeStringProperty("prompt", text);
            json.writeBooleanProperty("add_special_tokens", specialTokens);
        }
    },
    /** The server of llama.cpp. */
    LLAMA_CPP("/tokenize") {
        @Override
        void write(String model, String text, boolean specialTokens, JsonGenerator json) {
            json.writeStringProperty("content", text);
            json.writeBooleanProperty("add_special", specialTokens);
        }
    },
    /** The server of llama-cpp-python, which always adds the beginning-of-sequence token. */
    LLAMA_CPP_PYTHON("/extras/tokenize") {
        @Override
        void write(String model, String text, boolean specialTokens, JsonGenerator json) {
            json.writeStringProperty("model", model);
            json.writeStringProperty("input", text);
        }
    },
    /** Text Generation Inference, which has no choice of special tokens either. */
    TGI("/tokenize") {
        @Override
        void write(String model, String text, boolean specialTokens, JsonGenerator json) {
            json.writeStringProperty("inputs", text);
        }
    };

    static final List<TokenizeRoute> ALL = List.of(values());

    private static final byte[] TOKENS = ascii("tokens");
    private static final byte[] ID = ascii("id");

    private final String path;

    TokenizeRoutes(String path) {
        this.path = path;
    }

    abstract void write(String model, String text, boolean specialTokens, JsonGenerator json);

    @Override
    public WireRequest encode(String model, String text, boolean specialTokens) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(text.length() + 128);
        try (JsonGenerator json = BodyWriter.generator(body)) {
            json.writeStartObject();
            write(model, text, specialTokens, json);
            json.writeEndObject();
        }
        return new WireRequest(path, Map.of("Accept", "application/json"), body.toByteArray());
    }

    @Override
    public Optional<int[]> decode(byte[] body) {
        JsonCursor json = new JsonCursor().over(body, 0, body.length);
        int[] ids = this == TGI ? list(json, true) : fieldOfObject(json);
        return json.complete() && ids.length > 0 ? Optional.of(ids) : Optional.empty();
    }

    private static int[] fieldOfObject(JsonCursor json) {
        int[] ids = {};
        if (json.enterObject()) {
            while (json.nextName()) {
                if (json.is(TOKENS)) {
                    ids = list(json, false);
                } else {
                    json.skip();
                }
            }
        }
        return ids;
    }

    /** Returns the ids, or none at all when one of them is no id. */
    private static int[] list(JsonCursor json, boolean objects) {
        int[] ids = new int[64];
        int length = 0;
        boolean good = true;
        if (json.enterArray()) {
            while (json.nextElement()) {
                long id = objects ? idOfObject(json) : json.takeCount();
                good &= id >= 0 && id <= Integer.MAX_VALUE;
                if (length == ids.length) {
                    ids = Arrays.copyOf(ids, 2 * length);
                }
                ids[length++] = (int) id;
            }
        }
        return good ? Arrays.copyOf(ids, length) : new int[0];
    }

    private static long idOfObject(JsonCursor json) {
        long id = -1;
        if (json.enterObject()) {
            while (json.nextName()) {
                if (json.is(ID)) {
                    id = json.takeCount();
                } else {
                    json.skip();
                }
            }
        }
        return id;
    }
}
