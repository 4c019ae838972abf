package dev.llmbench.core.internal.run;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.Timeouts;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.time.Ticker;
import dev.llmbench.core.internal.tls.Trust;
import dev.llmbench.core.internal.transport.Route;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Finds the way to a target, once before the run: names are looked up here and never on an event loop. */
final class RouteFinder {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private RouteFinder() {}

    /**
     * Finds the way.
     *
     * @throws TargetException if a name can't be resolved
     * @throws ConfigurationException if the trust store can't be used
     */
    static Route find(Target target, Timeouts timeouts, Secrets secrets, Ticker ticker) {
        URI url = target.url();
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : secure ? HTTPS_PORT : HTTP_PORT;
        String host = withoutBrackets(url.getHost());
        Optional<URI> proxy = target.connection().proxy();
        InetSocketAddress server =
                proxy.isPresent() ? InetSocketAddress.createUnresolved(host, port) : resolve(host, port);
        return new Route(
                host,
                server,
                secure ? Optional.of(tls(target, secrets)) : Optional.empty(),
                !target.connection().trustAll(),
                proxy.map(address -> resolve(withoutBrackets(address.getHost()), address.getPort())),
                (int) Math.max(1, Math.min(timeouts.connect().toMillis(), Integer.MAX_VALUE)), // 0 would mean for ever
                target.connection().keepAlive() ? Route.DEFAULT_MAX_IDLE_NANOS : 0,
                ticker);
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static InetSocketAddress resolve(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new TargetException("the host '" + host + "' is not known; check the url", e);
        }
    }

    private static SSLContext tls(Target target, Secrets secrets) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            Optional<TrustManager> trust = Trust.of(target.connection(), secrets);
            context.init(
                    null, trust.map(manager -> new TrustManager[] {manager}).orElse(null), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException("TLS can't be set up: " + e.getMessage(), e);
        }
    }
}
