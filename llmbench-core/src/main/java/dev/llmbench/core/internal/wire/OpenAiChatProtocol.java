package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** {@code POST /v1/chat/completions}: the server puts the prompt into the model's chat template. */
public final class OpenAiChatProtocol implements WireProtocol {
    /** The protocol's id. */
    public static final String ID = "openai-chat";

    private static final Capabilities CAPABILITIES = new Capabilities(false, true, OpenAiRequest.OPTIONAL_FIELDS);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public WireRequest encode(Ask ask) {
        return OpenAiRequest.encode(ask, "/v1/chat/completions", "messages", OpenAiChatProtocol::writePrompt);
    }

    @Override
    public ResponseDecoder decoder() {
        return new OpenAiDecoder();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<TokenizeRoute> tokenizeRoutes() {
        return TokenizeRoutes.ALL;
    }

    @Override
    public Optional<String> modelsPath() {
        return Optional.of("/v1/models");
    }

    private static void writePrompt(Prompt prompt, JsonGenerator json) {
        json.writeStartArray();
        if (prompt instanceof Prompt.Text text) {
            writeMessage("user", text.text(), json);
        } else if (prompt instanceof Prompt.Messages messages) {
            messages.messages().forEach(message -> writeMessage(message.role(), message.content(), json));
        } else {
            throw new IllegalArgumentException(
                    ID + " can't send a prompt as token ids, since the server's chat template"
                            + " works on text; choose " + OpenAiCompletionsProtocol.ID + " or a prompt of text");
        }
        json.writeEndArray();
    }

    private static void writeMessage(String role, String content, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        json.writeStringProperty("content", content);
        json.writeEndObject();
    }
}
