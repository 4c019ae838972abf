package dev.llmbench.core.internal.probe;

import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.tls.TrustAll;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Tells whether a server that was asked in plain HTTP speaks TLS. Sends nothing but a handshake. */
final class TlsTrial {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private TlsTrial() {}

    static boolean succeeds(Route plain) {
        Target target = plain.target();
        // the port is named: without it, the scheme would change it
        Target secure = new Target(
                target.protocol(),
                URI.create("https://" + plain.address()),
                target.model(),
                Optional.empty(),
                target.connection(),
                target.extras(),
                target.facts());
        try {
            Socket socket = new Dialer(new Route(secure), Optional.of(new TrustAll()), LIMIT).dial();
            Dialer.closeQuietly(socket);
            return true;
        } catch (LlmBenchException e) {
            return false;
        }
    }
}
