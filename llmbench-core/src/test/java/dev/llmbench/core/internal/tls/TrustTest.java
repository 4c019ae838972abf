package dev.llmbench.core.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.secret.Secrets;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustTest {
    @TempDir
    private Path folder;

    private static Optional<TrustManager> of(ConnectionSettings settings, String password) {
        Target target = Target.openAi("https://localhost").model("m").connection(settings);
        return Trust.of(settings, Secrets.of(target, name -> Optional.of(password)));
    }

    private static ConnectionSettings store(Path path) {
        return ConnectionSettings.direct().withTrustStore(path.toString());
    }

    private static ConnectionSettings storeWithPassword(Path path) {
        return store(path).withTrustStorePassword(SecretRef.env("PASSWORD"));
    }

    @Test
    void is_the_jvms_own_by_default() {
        assertThat(of(ConnectionSettings.direct(), "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void reads_key_stores(String type) throws Exception {
        Path store = TestCertificate.in(folder, "dns:localhost", type).store();

        assertThat(of(storeWithPassword(store), TestCertificate.PASSWORD))
                .hasValueSatisfying(manager -> assertThat(((X509TrustManager) manager).getAcceptedIssuers())
                        .hasSize(1));
    }

    @Test
    void reads_pem() throws Exception {
        Path pem = TestCertificate.in(folder, "dns:localhost", "PKCS12").pem();

        assertThat(of(store(pem), "")).isPresent();
    }

    @Test
    void refuses_a_wrong_password_without_repeating_it() throws Exception {
        Path store = TestCertificate.in(folder, "dns:localhost", "PKCS12").store();

        assertThatThrownBy(() -> of(storeWithPassword(store), "canary-wrong"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("canary");
    }

    @Test
    void refuses_a_key_store_of_secret_keys_alone() throws Exception {
        char[] password = TestCertificate.PASSWORD.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "token",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                new KeyStore.PasswordProtection(password));
        Path file = folder.resolve("secrets.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }

        assertThatThrownBy(() -> of(storeWithPassword(file), TestCertificate.PASSWORD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no trusted certificate");
    }

    @Test
    void refuses_what_is_missing_or_no_store() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "-----BEGIN PRIVATE KEY-----\n");

        assertThatThrownBy(() -> of(store(folder.resolve("none")), ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("exists");
        assertThatThrownBy(() -> of(store(text), ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("neither");
        assertThatThrownBy(() -> of(store(empty), ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no trusted certificate");
    }
}
