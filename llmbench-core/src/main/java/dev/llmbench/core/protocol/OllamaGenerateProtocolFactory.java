package dev.llmbench.core.protocol;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.wire.OllamaGenerateProtocol;

/** Makes the protocol {@code ollama-generate}, {@code POST /api/generate}. */
public final class OllamaGenerateProtocolFactory implements WireProtocolFactory {
    /** Creates the factory. */
    public OllamaGenerateProtocolFactory() {}

    @Override
    public String id() {
        return OllamaGenerateProtocol.ID;
    }

    @Override
    public WireProtocol create() {
        return new OllamaGenerateProtocol();
    }
}
