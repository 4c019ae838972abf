package dev.llmbench.core.internal.probe;

import static dev.llmbench.core.internal.probe.Probing.answering;
import static dev.llmbench.core.internal.probe.Probing.refused;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.tls.TestCertificate;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTroubleTest {
    @TempDir
    private static Path folder;

    private static TestCertificate certificate;

    private final List<HttpsServer> opened = new ArrayList<>();
    private final ToyServer server = new ToyServer(ToyTokenizer.plain());

    @BeforeAll
    static void make() throws Exception {
        certificate = TestCertificate.in(folder, "ip:127.0.0.1", "PKCS12");
    }

    @AfterEach
    void close() {
        server.close();
        opened.forEach(https -> https.stop(0));
    }

    private HttpsServer secure(TestCertificate shown) throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(shown.serverContext()));
        https.createContext("/", exchange -> {
            exchange.sendResponseHeaders(418, -1);
            exchange.close();
        });
        https.start();
        opened.add(https);
        return https;
    }

    private Target at(HttpsServer https, String scheme) {
        return Target.openAi(scheme + "://127.0.0.1:" + https.getAddress().getPort())
                .model("m");
    }

    @Test
    void is_not_spoken_by_a_plain_port() {
        refused(
                Target.openAi(server.url().replace("http", "https")).model("m"),
                LlmBenchException.class,
                "TLS",
                "use " + server.url());
    }

    @Test
    void is_told_from_a_server_that_answers_in_plain_text() throws Exception {
        try (ServerSocket plain = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            refused(Probing.at(plain, "https"), ConfigurationException.class, "does not speak TLS", "use http:");
        }
    }

    @Test
    void is_wanted_by_a_port_that_is_asked_in_plain_text() throws Exception {
        HttpsServer https = secure(certificate);

        refused(at(https, "http"), ConfigurationException.class, "speaks TLS; use https://127.0.0.1:");
    }

    @Test
    void needs_a_trusted_certificate() throws Exception {
        HttpsServer https = secure(certificate);

        refused(at(https, "https"), ConfigurationException.class, "not trusted", "--trust-store");
        // 418 comes from behind the handshake
        refused(
                at(https, "https")
                        .connection(ConnectionSettings.direct()
                                .withTrustStore(certificate.pem().toString())),
                ConfigurationException.class,
                "418");
        refused(
                at(https, "https").connection(ConnectionSettings.direct().trustingAll()),
                ConfigurationException.class,
                "418");
    }

    @Test
    void needs_a_certificate_of_this_host() throws Exception {
        TestCertificate other =
                TestCertificate.in(Files.createDirectory(folder.resolve("other")), "dns:other.example", "PKCS12");
        HttpsServer https = secure(other);
        ConnectionSettings trusting =
                ConnectionSettings.direct().withTrustStore(other.pem().toString());

        refused(at(https, "https").connection(trusting), ConfigurationException.class, "belongs to another host");
        refused(
                at(https, "https").connection(ConnectionSettings.direct().trustingAll()),
                ConfigurationException.class,
                "418");
    }
}
