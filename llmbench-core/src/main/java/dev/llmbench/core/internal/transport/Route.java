package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.time.Ticker;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where connections lead.
 *
 * @param host the server's name, for TLS and for words
 * @param server the server's address; unresolved where a proxy finds it
 * @param tls how to speak TLS, or empty for plain connections
 * @param verifyHost whether the certificate must be the host's
 * @param proxy the proxy's address
 * @param connectTimeoutMillis how long the socket may take to connect, and then TLS to be agreed upon
 * @param maxIdleNanos pooled connections idle for longer are not used again; 0 pools none
 * @param ticker the clock of the stamps
 */
public record Route(
        String host,
        InetSocketAddress server,
        Optional<SSLContext> tls,
        boolean verifyHost,
        Optional<InetSocketAddress> proxy,
        int connectTimeoutMillis,
        long maxIdleNanos,
        Ticker ticker) {
    /** What servers close after 5 s (uvicorn's default) must not be used again after 4. */
    public static final long DEFAULT_MAX_IDLE_NANOS = 4_000_000_000L;

    /** Where the socket goes. */
    InetSocketAddress peer() {
        return proxy.orElse(server);
    }

    /** The server in words. */
    String words() {
        return host + ":" + server.getPort();
    }
}
