package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * SGLang's own route, {@code POST /generate}: the prompt goes to the model as it is, and every event tells how many tokens
 * there are so far.
 */
public final class SglangProtocol implements WireProtocol {
    /** The protocol's id. */
    public static final String ID = "sglang";

    private static final String MIN_NEW_TOKENS = "min_new_tokens";
    private static final Capabilities CAPABILITIES =
            new Capabilities(true, false, List.of(MIN_NEW_TOKENS, OpenAiRequest.IGNORE_EOS));

    /** Creates the protocol. */
    public SglangProtocol() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public WireRequest encode(Ask ask) {
        byte[] body = BodyWriter.write(ask, fields -> {
            if (ask.prompt() instanceof Prompt.TokenIds ids) {
                fields.value("input_ids", json -> PromptJson.ids(ids, json));
            } else if (ask.prompt() instanceof Prompt.Text text) {
                fields.text("text", text.text());
            } else {
                throw new IllegalArgumentException(ID + " can't send a conversation, since /generate knows no chat"
                        + " template; choose " + OpenAiChatProtocol.ID + " or prompts of text");
            }
            fields.object("sampling_params", sampling -> writeSampling(ask, sampling));
            fields.truth("stream", ask.stream());
        });
        String accept = ask.stream() ? "text/event-stream" : "application/json";
        return new WireRequest("/generate", Map.of("Accept", accept), body);
    }

    private static void writeSampling(Ask ask, BodyWriter sampling) {
        sampling.whole("max_new_tokens", ask.outputTokens());
        if (ask.forceLength() && sampling.optional(MIN_NEW_TOKENS)) {
            sampling.whole(MIN_NEW_TOKENS, ask.outputTokens());
        }
        if (ask.forceLength() && sampling.optional(OpenAiRequest.IGNORE_EOS)) {
            sampling.truth(OpenAiRequest.IGNORE_EOS, true);
        }
        sampling.real("temperature", ask.temperature());
    }

    @Override
    public ResponseDecoder decoder() {
        return Decoders.sglang().get();
    }

    @Override
    public Supplier<ResponseDecoder> decodersForOneThread() {
        return Decoders.sglang();
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
}
