package dev.llmbench.simulator.internal.http;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/**
 * A key with a self-signed certificate for localhost, 127.0.0.1 and ::1, made by the JDK's own {@code keytool}.
 *
 * <p>The key is worth nothing: it lives in a folder of a test and protects loopback.
 *
 * @param context for a server
 * @param certificatePem the certificate, to be trusted
 * @param trustStore the certificate in a PKCS12 trust store
 */
public record SelfSigned(SslContext context, Path certificatePem, Path trustStore) {
    /** The password of the trust store. */
    public static final String PASSWORD = "simulated";

    /**
     * Makes a key and a certificate.
     *
     * @param folder where {@code key.p12}, {@code certificate.pem} and {@code truststore.p12} are written
     * @throws UncheckedIOException when the JDK's keytool fails
     */
    public static SelfSigned create(Path folder) {
        try {
            Path keys = folder.resolve("key.p12");
            Files.deleteIfExists(keys);
            keytool(keys);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(keys)) {
                store.load(in, PASSWORD.toCharArray());
            }
            Certificate certificate = store.getCertificate("simulator");
            Path pem = folder.resolve("certificate.pem");
            Files.writeString(pem, pem(certificate), StandardCharsets.US_ASCII);
            Path trust = folder.resolve("truststore.p12");
            writeTrustStore(certificate, trust);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SslContext context = SslContextBuilder.forServer(managers)
                    .sslProvider(SslProvider.JDK)
                    .build();
            return new SelfSigned(context, pem, trust);
        } catch (IOException e) {
            throw new UncheckedIOException("No certificate can be made in " + folder + ": " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No certificate can be made with this JDK: " + e.getMessage(), e);
        }
    }

    private static void keytool(Path keys) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "simulator",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1,ip:0:0:0:0:0:0:0:1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(tool + " failed: " + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + tool + " made a key", e);
        }
    }

    private static String pem(Certificate certificate) throws GeneralSecurityException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static void writeTrustStore(Certificate certificate, Path file)
            throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("simulator", certificate);
        try (var out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
    }
}
