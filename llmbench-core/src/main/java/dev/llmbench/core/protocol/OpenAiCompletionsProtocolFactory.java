package dev.llmbench.core.protocol;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.wire.OpenAiCompletionsProtocol;

/** Makes the protocol {@code openai-completions}, {@code POST /v1/completions}. */
public final class OpenAiCompletionsProtocolFactory implements WireProtocolFactory {
    /** Creates the factory. */
    public OpenAiCompletionsProtocolFactory() {}

    @Override
    public String id() {
        return OpenAiCompletionsProtocol.ID;
    }

    @Override
    public WireProtocol create() {
        return new OpenAiCompletionsProtocol();
    }
}
