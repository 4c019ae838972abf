package dev.llmbench.simulator;

import dev.llmbench.simulator.internal.http.SelfSigned;
import dev.llmbench.simulator.internal.scripted.ScriptedListener;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.StampFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HTTP/1.1 server on loopback that emits exactly what a script names and stamps every event it sends.
 *
 * <pre>{@code
 * try (ScriptedServer server = ScriptedServer.start(Script.of(Answers.tokens(10)))) {
 *     // ask server.url() + "/v1/chat/completions"
 *     List<RequestStamps> truth = server.stamps();
 * }
 * }</pre>
 *
 * <p>Every answer carries the header {@code x-llmbench-simulated: scripted}, and one to a scripted request {@code
 * x-llmbench-request} with its index. Where truth is at stake run a {@link ScriptedServerProcess} instead, so that client and
 * server share neither garbage collector nor event loop. Thread-safe.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ScriptedListener listener;
    private final Optional<Tls> tls;
    private final Optional<Path> ownFolder;

    private ScriptedServer(ScriptedListener listener, Optional<Tls> tls, Optional<Path> ownFolder) {
        this.listener = listener;
        this.tls = tls;
        this.ownFolder = ownFolder;
    }

    /**
     * What a client needs to trust a server that made its own certificate. The files are gone when the server is closed.
     *
     * @param certificatePem the certificate
     * @param trustStore a PKCS12 trust store that holds it
     * @param trustStorePassword which protects nothing: the store has no secret
     */
    public record Tls(Path certificatePem, Path trustStore, String trustStorePassword) {}

    /**
     * Starts a server on a free port.
     *
     * @param script what it does
     * @return the running server, to be closed
     * @throws UncheckedIOException when nothing can listen on loopback
     */
    public static ScriptedServer start(Script script) {
        return start(script, 0);
    }

    /**
     * Starts a server on this port.
     *
     * @param script what it does
     * @param port 0 for a free one
     * @return the running server, to be closed
     * @throws UncheckedIOException when the port is taken
     */
    public static ScriptedServer start(Script script, int port) {
        if (!script.conduct().tls()) {
            return start(script, port, Path.of(""), true);
        }
        Path folder = temporaryFolder();
        try {
            ScriptedServer server = start(script, port, folder, true);
            return new ScriptedServer(server.listener, server.tls, Optional.of(folder));
        } catch (RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("llmbench-tls");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder for a certificate: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // A worthless key in a temporary folder is no reason to fail a test that has passed.
        }
    }

    static ScriptedServer start(Script script, int port, Path folder, boolean keepRequests) {
        Optional<SelfSigned> own = script.conduct().tls() ? Optional.of(SelfSigned.create(folder)) : Optional.empty();
        ScriptedListener.warmUp();
        var listener = new ScriptedListener(script, port, own.map(SelfSigned::context), keepRequests);
        return new ScriptedServer(listener, own.map(ScriptedServer::trust), Optional.empty());
    }

    private static Tls trust(SelfSigned own) {
        return new Tls(own.certificatePem(), own.trustStore(), SelfSigned.PASSWORD);
    }

    /**
     * Returns where the server listens.
     *
     * @return such as {@code http://127.0.0.1:40123}, without a path
     */
    public URI url() {
        return listener.url();
    }

    /**
     * Returns the port that the server listens on.
     *
     * @return the port
     */
    public int port() {
        return listener.port();
    }

    /**
     * Returns how to trust this server.
     *
     * @return empty unless the script asks for TLS
     */
    public Optional<Tls> tls() {
        return tls;
    }

    /**
     * Returns all requests that were completely received, also after the server was closed.
     *
     * @return in the order of arrival
     */
    public List<ReceivedRequest> requests() {
        return listener.requests();
    }

    /**
     * Returns the stamps of all scripted requests, also after the server was closed.
     *
     * @return in the order of arrival; an answer that is still being sent is {@code UNFINISHED}
     */
    public List<RequestStamps> stamps() {
        return listener.stamps();
    }

    /**
     * Writes the stamps so far to a file, as {@link StampFile} describes it.
     *
     * @param file created or replaced
     * @throws UncheckedIOException when it can't be written
     */
    public void writeStamps(Path file) {
        StampFile.write(stamps(), file);
    }

    /** Closes listener and connections; a second call does nothing. */
    @Override
    public void close() {
        listener.close();
        ownFolder.filter(Files::exists).ifPresent(ScriptedServer::delete);
    }
}
