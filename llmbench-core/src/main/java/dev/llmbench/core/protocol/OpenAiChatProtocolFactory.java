package dev.llmbench.core.protocol;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;

/** Makes the protocol {@code openai-chat}, {@code POST /v1/chat/completions}. */
public final class OpenAiChatProtocolFactory implements WireProtocolFactory {
    /** Creates the factory. */
    public OpenAiChatProtocolFactory() {}

    @Override
    public String id() {
        return OpenAiChatProtocol.ID;
    }

    @Override
    public WireProtocol create() {
        return new OpenAiChatProtocol();
    }
}
