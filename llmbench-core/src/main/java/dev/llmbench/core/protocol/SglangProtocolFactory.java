package dev.llmbench.core.protocol;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.wire.SglangProtocol;

/** Makes the protocol {@code sglang}, {@code POST /generate}. */
public final class SglangProtocolFactory implements WireProtocolFactory {
    /** Creates the factory. */
    public SglangProtocolFactory() {}

    @Override
    public String id() {
        return SglangProtocol.ID;
    }

    @Override
    public WireProtocol create() {
        return new SglangProtocol();
    }
}
