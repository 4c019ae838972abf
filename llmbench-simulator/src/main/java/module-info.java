/** Inference servers to test against: scripted ones and modelled ones. */
@org.jspecify.annotations.NullMarked
module dev.llmbench.simulator {
    requires static org.jspecify;
    requires transitive dev.llmbench.catalog; // GPUs and models appear in our signatures
    requires com.fasterxml.jackson.annotation;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.llmbench.simulator;
    exports dev.llmbench.simulator.cost;
    exports dev.llmbench.simulator.script;
}
