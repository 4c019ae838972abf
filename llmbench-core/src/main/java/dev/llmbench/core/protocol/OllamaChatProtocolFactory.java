package dev.llmbench.core.protocol;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.wire.OllamaChatProtocol;

/** Makes the protocol {@code ollama-chat}, {@code POST /api/chat}. */
public final class OllamaChatProtocolFactory implements WireProtocolFactory {
    /** Creates the factory. */
    public OllamaChatProtocolFactory() {}

    @Override
    public String id() {
        return OllamaChatProtocol.ID;
    }

    @Override
    public WireProtocol create() {
        return new OllamaChatProtocol();
    }
}
