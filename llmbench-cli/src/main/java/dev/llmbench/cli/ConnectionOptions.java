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
        ConnectionSettings settings =
                UsageException.changed("--trust-store", base, trustStore, ConnectionSettings::withTrustStore);
        settings = UsageException.changed(
                "--trust-store-password",
                settings,
                trustStorePassword,
                (before, reference) -> before.withTrustStorePassword(SecretRef.parse(reference)));
        if (proxy.isPresent()) {
            settings = withProxy(settings, proxy.get());
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
            boolean repeatable = e.getCause() == null && !url.contains("@");
            throw new UsageException("--proxy: "
                    + (repeatable
                            ? e.getMessage()
                            : "the proxy must look like http://host:port, without user info (what was given is not"
                                    + " repeated here)"));
        }
    }
}
