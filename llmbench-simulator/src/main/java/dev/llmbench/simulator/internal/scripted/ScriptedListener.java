package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.http.LoopServer;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** A scripted server that listens; thread-safe. */
public final class ScriptedListener implements AutoCloseable {
    private final Playbook book;
    private final LoopServer server;
    private boolean closed;

    /**
     * Listens on loopback.
     *
     * @param port 0 for a free one
     * @param keepRequests whether {@link #requests} is wanted
     */
    public ScriptedListener(Script script, int port, Optional<SslContext> tls, boolean keepRequests) {
        book = new Playbook(script, keepRequests);
        long startNanos = System.nanoTime();
        server = LoopServer.start(
                "scripted-server",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                tls,
                loop -> () -> new ScriptedConnection(book, script.conduct(), startNanos));
    }

    /** Loads what the first answer needs, once a JVM, so that it is not late. */
    public static void warmUp() {
        WarmUp.once();
    }

    /** Returns the root URL. */
    public URI url() {
        return server.url();
    }

    /** Returns the port. */
    public int port() {
        return server.port();
    }

    /** Returns what was received so far. */
    public List<ReceivedRequest> requests() {
        return onLoop(book::requests);
    }

    /** Returns what was sent so far. */
    public List<RequestStamps> stamps() {
        return onLoop(book::stamps);
    }

    /** Closes the server; what it recorded can still be read. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            server.close();
        }
    }

    /** Reads on the thread that writes; a closed server has no such thread any more, and nothing changes. */
    private synchronized <T> T onLoop(Callable<T> question) {
        try {
            return closed
                    ? question.call()
                    : server.loop().submit(question).syncUninterruptibly().getNow();
        } catch (Exception e) {
            throw new IllegalStateException("The server's recordings can't be read: " + e.getMessage(), e);
        }
    }
}
