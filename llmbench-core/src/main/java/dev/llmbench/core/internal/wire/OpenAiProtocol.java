package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JsonGenerator;

/** What the routes of the OpenAI protocol have in common: all but the prompt's place and form. */
abstract sealed class OpenAiProtocol implements WireProtocol permits OpenAiChatProtocol, OpenAiCompletionsProtocol {
    private final String id;
    private final String path;
    private final String promptName;
    private final Capabilities capabilities;

    OpenAiProtocol(String id, String path, String promptName, boolean tokenIds) {
        this.id = id;
        this.path = path;
        this.promptName = promptName;
        this.capabilities = new Capabilities(tokenIds, true, OpenAiRequest.OPTIONAL_FIELDS);
    }

    /** Writes the value of the prompt's field. */
    abstract void writePrompt(Prompt prompt, JsonGenerator json);

    @Override
    public String id() {
        return id;
    }

    @Override
    public WireRequest encode(Ask ask) {
        return OpenAiRequest.encode(ask, path, promptName, this::writePrompt);
    }

    @Override
    public ResponseDecoder decoder() {
        return Decoders.openAi().get();
    }

    @Override
    public Supplier<ResponseDecoder> decodersForOneThread() {
        return Decoders.openAi();
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public List<TokenizeRoute> tokenizeRoutes() {
        return TokenizeRoutes.ALL;
    }

    @Override
    public Optional<String> modelsPath() {
        return Optional.of("/v1/models");
    }
}
