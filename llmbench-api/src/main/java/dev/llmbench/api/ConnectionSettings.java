package dev.llmbench.api;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * How a target is reached.
 *
 * @param trustStore a PEM file of certificates, or a PKCS12 or JKS key store, trusted instead of the JVM's own
 * @param trustStorePassword where the key store's password is to be found
 * @param proxy an HTTP proxy, such as {@code http://proxy:3128}, without user info
 * @param trustAll whether any certificate is accepted; the result says so
 * @param keepAlive whether connections carry one request after the other; without, each request opens its own, for
 *     servers that close a connection behind an answer although they promised to keep it
 */
public record ConnectionSettings(
        Optional<String> trustStore,
        Optional<SecretRef> trustStorePassword,
        Optional<URI> proxy,
        boolean trustAll,
        boolean keepAlive) {
    private static final String PROXY_FORM = "must look like http://host:port";
    private static final ConnectionSettings DIRECT =
            new ConnectionSettings(Optional.empty(), Optional.empty(), Optional.empty(), false, true);

    /** Checks the proxy's address. */
    public ConnectionSettings {
        proxy = proxy.map(ConnectionSettings::checked);
        if (trustAll && trustStore.isPresent()) {
            throw new IllegalArgumentException("give either a trust store or trustAll, not both");
        }
    }

    /**
     * Returns the default: no proxy, the JVM's own certificates.
     *
     * @return the settings
     */
    public static ConnectionSettings direct() {
        return DIRECT;
    }

    /**
     * Returns these settings with a trust store.
     *
     * @param path a PEM file, or a PKCS12 or JKS key store
     * @return new settings
     */
    public ConnectionSettings withTrustStore(String path) {
        return new ConnectionSettings(Optional.of(path), trustStorePassword, proxy, trustAll, keepAlive);
    }

    /**
     * Returns these settings with the password of the trust store.
     *
     * @param reference where the password is to be found
     * @return new settings
     */
    public ConnectionSettings withTrustStorePassword(SecretRef reference) {
        return new ConnectionSettings(trustStore, Optional.of(reference), proxy, trustAll, keepAlive);
    }

    /**
     * Returns these settings with an HTTP proxy.
     *
     * @param url such as {@code http://proxy:3128}
     * @return new settings
     */
    public ConnectionSettings withProxy(String url) {
        URI parsed = Urls.parse("proxy", url, "http://proxy:3128");
        return new ConnectionSettings(trustStore, trustStorePassword, Optional.of(parsed), trustAll, keepAlive);
    }

    /**
     * Returns these settings accepting any certificate.
     *
     * @return new settings
     */
    public ConnectionSettings trustingAll() {
        return new ConnectionSettings(trustStore, trustStorePassword, proxy, true, keepAlive);
    }

    /**
     * Returns these settings with a connection for each request.
     *
     * @return new settings
     */
    public ConnectionSettings withoutKeepAlive() {
        return new ConnectionSettings(trustStore, trustStorePassword, proxy, trustAll, false);
    }

    private static URI checked(URI proxy) {
        URI checked = Urls.normalized("proxy", proxy, Set.of("http"), PROXY_FORM);
        if (checked.getPort() < 0 || !checked.getRawPath().isEmpty()) {
            throw new IllegalArgumentException("proxy " + PROXY_FORM + ", but was '" + checked + "'");
        }
        return checked;
    }
}
