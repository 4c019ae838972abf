package dev.llmbench.core.internal.transport;

import dev.llmbench.api.FailureKind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
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
    private static final List<String> REFUSALS_BY_CLIENT =
            List.of("too many open files", "cannot assign requested address", "address already in use");

    static ConnectFailure of(Throwable cause, Route route) {
        Optional<ProxyConnectException> proxy = byProxy(cause);
        if (proxy.isPresent()) {
            return new ConnectFailure(
                    FailureKind.CONNECT,
                    "the proxy did not connect: " + proxy.get().getMessage());
        }
        String words = words(cause);
        if (cause instanceof ConnectTimeoutException || cause instanceof SslHandshakeTimeoutException) {
            return new ConnectFailure(
                    FailureKind.TIMEOUT_CONNECT,
                    "no connection to " + route.words() + " within " + route.connectTimeoutMillis() + " ms");
        }
        Optional<String> refusal = refusalByClient(cause);
        if (refusal.isPresent()) {
            return new ConnectFailure(FailureKind.REFUSED_BY_CLIENT, refusal.get());
        }
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            return new ConnectFailure(FailureKind.TLS, words);
        }
        if (cause instanceof ClosedChannelException) {
            return new ConnectFailure(
                    FailureKind.TLS, "no TLS connection: " + route.words() + " closed it in the handshake");
        }
        return new ConnectFailure(FailureKind.CONNECT, words);
    }

    /** What a failure says of itself, which not all do in words. */
    static String words(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }

    /** Looks at causes, too: Netty wraps what keeps it from creating a socket. */
    private static Optional<String> refusalByClient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String words = words(cause);
            String lower = words.toLowerCase(Locale.ROOT);
            if (REFUSALS_BY_CLIENT.stream().anyMatch(lower::contains)) {
                return Optional.of(words);
            }
        }
        return Optional.empty();
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
