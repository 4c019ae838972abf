package dev.llmbench.examples.plugin;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;

/** Registers {@link LinesProtocol} under the id {@code lines}. */
public final class LinesProtocolFactory implements WireProtocolFactory {
    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public LinesProtocolFactory() {}

    @Override
    public String id() {
        return "lines";
    }

    @Override
    public WireProtocol create() {
        return new LinesProtocol();
    }
}
