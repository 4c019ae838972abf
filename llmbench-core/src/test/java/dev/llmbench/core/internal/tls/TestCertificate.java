package dev.llmbench.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate, made by the JDK's keytool. */
public final class TestCertificate {
    /** The password of every store. */
    public static final String PASSWORD = "canary-password";

    private final Path folder;
    private final Path store;

    private TestCertificate(Path folder, Path store) {
        this.folder = folder;
        this.store = store;
    }

    /** Makes a certificate for names such as {@code ip:127.0.0.1}, in a store of a type such as {@code JKS}. */
    public static TestCertificate in(Path folder, String names, String type, String... more) throws Exception {
        Path store = folder.resolve("store." + type);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-ext",
                "san=" + names,
                "-storetype",
                type,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keypass",
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return new TestCertificate(folder, store);
    }

    /** The key store. */
    public Path store() {
        return store;
    }

    /** The certificate alone, as PEM behind a comment. */
    public Path pem() throws Exception {
        byte[] der = keyStore().getCertificate("test").getEncoded();
        String pem = "a comment\n-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(der) + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve("test.pem"), pem);
    }

    /** What a server with this certificate needs. */
    public SSLContext serverContext() throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(keyStore(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore keyStore() throws Exception {
        KeyStore keyStore = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD.toCharArray());
        }
        return keyStore;
    }
}
