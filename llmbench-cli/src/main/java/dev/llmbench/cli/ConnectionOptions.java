package dev.llmbench.cli;

import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.SecretRef;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the server is reached. */
final class ConnectionOptions {
    @Option(
            names = "--trust-store",
            paramLabel = "FILE",
            description = "Certificates to trust instead of the JVM's own: PEM, PKCS12 or JKS.")
    private Optional<String> trustStore = Optional.empty();

    @Option(
            names = "--trust-store-password",
            paramLabel = "REF",
            description = "Where the key store's password is: env:VARIABLE or file:PATH.")
    private Optional<String> trustStorePassword = Optional.empty();

    @Option(names = "--trust-all", description = "Accepts any certificate; the result says so.")
    private boolean trustAll;

    @Option(
            names = "--no-keep-alive",
            description = "Opens a connection for each request, for servers that close one behind an answer.")
    private boolean noKeepAlive;

    @Option(names = "--proxy", paramLabel = "URL", description = "An HTTP proxy, such as http://proxy:3128.")
    private Optional<String> proxy = Optional.empty();

    ConnectionSettings changed(ConnectionSettings base) {
        ConnectionSettings settings = base;
        if (trustStore.isPresent()) {
            String path = trustStore.get();
            settings = UsageException.naming("--trust-store", () -> base.withTrustStore(path));
        }
        if (trustStorePassword.isPresent()) {
            SecretRef password =
                    UsageException.naming("--trust-store-password", () -> SecretRef.parse(trustStorePassword.get()));
            settings = settings.withTrustStorePassword(password);
        }
        if (proxy.isPresent()) {
            ConnectionSettings before = settings;
            settings = withProxy(before, proxy.get());
        }
        if (noKeepAlive) {
            settings = settings.withoutKeepAlive();
        }
        return trustAll ? UsageException.naming("--trust-all", settings::trustingAll) : settings;
    }

    private static ConnectionSettings withProxy(ConnectionSettings before, String url) {
        try {
            return before.withProxy(url);
        } catch (IllegalArgumentException e) {
            // A text that is no address at all is repeated by the JDK's message, and may hold user info.
            throw new UsageException("--proxy: "
                    + (e.getCause() == null && !url.contains("@") ? e.getMessage() : "")
                    + (e.getCause() != null || url.contains("@")
                            ? "the proxy must look like http://host:port, without user info (what was given is not"
                                    + " repeated here)"
                            : ""));
        }
    }
}
