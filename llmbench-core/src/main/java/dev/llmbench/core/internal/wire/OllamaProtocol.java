package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What Ollama's own routes have in common. The length of answers can only be capped, prompts are text, and the server puts
 * both through the model's template.
 */
abstract sealed class OllamaProtocol implements WireProtocol permits OllamaChatProtocol, OllamaGenerateProtocol {
    private static final Capabilities CAPABILITIES = new Capabilities(false, false, List.of());

    private final String id;
    private final String path;

    OllamaProtocol(String id, String path) {
        this.id = id;
        this.path = path;
    }

    /** Writes the field that holds the prompt. */
    abstract void writePrompt(Prompt prompt, BodyWriter fields);

    @Override
    public String id() {
        return id;
    }

    @Override
    public WireRequest encode(Ask ask) {
        byte[] body = BodyWriter.write(ask, fields -> {
            fields.text("model", ask.model());
            writePrompt(ask.prompt(), fields);
            fields.truth("stream", ask.stream());
            fields.object("options", options -> {
                options.whole("num_predict", ask.outputTokens());
                options.real("temperature", ask.temperature());
            });
        });
        String accept = ask.stream() ? "application/x-ndjson" : "application/json";
        return new WireRequest(path, Map.of("Accept", accept), body);
    }

    @Override
    public ResponseDecoder decoder() {
        return Decoders.ollama().get();
    }

    @Override
    public Supplier<ResponseDecoder> decodersForOneThread() {
        return Decoders.ollama();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Optional<String> modelsPath() {
        return Optional.of("/v1/models");
    }

    final IllegalArgumentException refusal(String what, String instead) {
        return new IllegalArgumentException(id + " can't send " + what + "; " + instead);
    }
}
