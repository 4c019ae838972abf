package dev.llmbench.core.internal.tls;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.core.internal.secret.Secrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads the certificates that a target's settings name. */
public final class Trust {
    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.+?-----END [A-Z0-9 ]+-----", Pattern.DOTALL);
    private static final int LARGEST_FILE = 16 * 1024 * 1024;

    private Trust() {}

    /**
     * Returns what decides about a server's certificate.
     *
     * @param settings how the target is reached
     * @param secrets the secrets of the target
     * @return the trust manager, or empty for the JVM's own
     * @throws ConfigurationException if the trust store can't be read or holds no certificate
     */
    public static Optional<TrustManager> of(ConnectionSettings settings, Secrets secrets) {
        if (settings.trustAll()) {
            return Optional.of(new TrustAll());
        }
        Optional<char[]> password =
                settings.trustStorePassword().map(secrets::value).map(String::toCharArray);
        return settings.trustStore().map(path -> manager(path, password));
    }

    private static TrustManager manager(String path, Optional<char[]> password) {
        try {
            List<Certificate> certificates = certificates(path, read(path), password);
            if (certificates.isEmpty()) {
                String why = password.isPresent() ? "" : "; if it is a key store, give its password";
                throw new ConfigurationException("the trust store '" + path + "' holds no trusted certificate" + why);
            }
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                trusted.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(trusted);
            return factory.getTrustManagers()[0];
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    "the trust store '" + path + "' can't be read (" + reason(e)
                            + "); give a PEM file of certificates, or a PKCS12 or JKS key store with its password",
                    e);
        }
    }

    private static byte[] read(String path) throws IOException {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                throw new ConfigurationException("the trust store '" + path + "' "
                        + (Files.isRegularFile(file) ? "is far too large for one" : "is not a file that exists")
                        + "; give a PEM file of certificates, or a PKCS12 or JKS key store");
            }
            return Files.readAllBytes(file);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("the trust store '" + path + "' is not a valid path", e);
        }
    }

    private static List<Certificate> certificates(String path, byte[] content, Optional<char[]> password)
            throws IOException, GeneralSecurityException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ")) {
            return ofPem(text);
        }
        boolean jks = content.length > 4 && (content[0] & 0xff) == 0xfe && (content[1] & 0xff) == 0xed;
        if (!jks && (content.length == 0 || content[0] != 0x30)) {
            throw new ConfigurationException("the trust store '" + path
                    + "' is neither a PEM file of certificates nor a PKCS12 or JKS key store");
        }
        KeyStore store = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
        store.load(new ByteArrayInputStream(content), password.orElse(null));
        return ofStore(store);
    }

    private static List<Certificate> ofPem(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            byte[] one = block.group().getBytes(StandardCharsets.ISO_8859_1);
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(one)));
        }
        return certificates;
    }

    /** A store of a server's key counts with its chain: that is how self-signed servers are set up. */
    private static List<Certificate> ofStore(KeyStore store) throws KeyStoreException {
        List<Certificate> certificates = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate[] chain = store.getCertificateChain(alias);
            if (chain != null) {
                certificates.addAll(List.of(chain));
            } else if (store.isCertificateEntry(alias)) { // not a secret key, which has none
                certificates.add(store.getCertificate(alias));
            }
        }
        return certificates;
    }

    /** The words of the JDK's key store code name formats and passwords being wrong, never their values. */
    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
