package dev.llmbench.api.spi;

/**
 * Makes a {@link WireProtocol}; found by {@link java.util.ServiceLoader} and chosen by {@link #id()}.
 *
 * <p>An implementation is a public class with a public no-argument constructor, registered in {@code module-info.java}
 * ({@code provides … with …}) and in {@code META-INF/services}. Two factories of one id are an error that lists both.
 */
public interface WireProtocolFactory {
    /**
     * Returns the name by which plans and the command line choose this protocol, such as {@code openai-chat}.
     *
     * @return lower-case letters, digits and hyphens
     */
    String id();

    /**
     * Returns the protocol.
     *
     * @return a stateless value, safe for use by many threads
     */
    WireProtocol create();
}
