package dev.llmbench.core.internal.wire;

import static java.util.stream.Collectors.joining;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** {@code POST /v1/completions}: the prompt goes to the model as it is, as text or as token ids. */
public final class OpenAiCompletionsProtocol implements WireProtocol {
    /** The protocol's id. */
    public static final String ID = "openai-completions";

    private static final Capabilities CAPABILITIES = new Capabilities(true, true, OpenAiRequest.OPTIONAL_FIELDS);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public WireRequest encode(Ask ask) {
        return OpenAiRequest.encode(ask, "/v1/completions", "prompt", OpenAiCompletionsProtocol::writePrompt);
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
        if (prompt instanceof Prompt.Text text) {
            json.writeString(text.text());
        } else if (prompt instanceof Prompt.Messages messages) {
            json.writeString(
                    messages.messages().stream().map(Prompt.Message::content).collect(joining("\n\n")));
        } else if (prompt instanceof Prompt.TokenIds ids) {
            json.writeStartArray();
            for (int i = 0; i < ids.length(); i++) {
                json.writeNumber(ids.id(i));
            }
            json.writeEndArray();
        }
    }
}
