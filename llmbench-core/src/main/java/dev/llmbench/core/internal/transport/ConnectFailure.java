package dev.llmbench.core.internal.transport;

import dev.llmbench.api.FailureKind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why no connection could be made, in the terms of the result.
 *
 * @param kind the kind
 * @param message in words
 */
record ConnectFailure(FailureKind kind, String message) {
    static ConnectFailure of(Throwable cause, Route route) {
        Optional<ProxyConnectException> proxy = byProxy(cause);
        if (proxy.isPresent()) {
            return new ConnectFailure(
                    FailureKind.CONNECT,
                    "the proxy did not connect: " + proxy.get().getMessage());
        }
        String words = String.valueOf(cause.getMessage());
        String lower = words.toLowerCase(Locale.ROOT);
        if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
            return new ConnectFailure(
                    FailureKind.TIMEOUT_CONNECT,
                    "no connection to " + route.words() + " within " + route.connectTimeoutMillis() + " ms");
        }
        if (lower.contains("too many open files")
                || lower.contains("cannot assign requested address")
                || lower.contains("address already in use")) {
            return new ConnectFailure(FailureKind.REFUSED_BY_CLIENT, words);
        }
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            return new ConnectFailure(FailureKind.TLS, words);
        }
        return new ConnectFailure(FailureKind.CONNECT, words);
    }

    /** TLS that waits for the proxy's tunnel fails with it, and hides why. */
    private static Optional<ProxyConnectException> byProxy(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProxyConnectException proxy) {
                return Optional.of(proxy);
            }
        }
        return Optional.empty();
    }
}
