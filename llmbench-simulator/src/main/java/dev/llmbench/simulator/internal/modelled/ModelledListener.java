package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.LoopServer;
import dev.llmbench.simulator.internal.model.BatchCosts;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** A modelled server that listens; thread-safe. */
public final class ModelledListener implements AutoCloseable {
    private final LoopServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Listens; port 0 takes a free one. */
    public ModelledListener(ServedModel served, BatchCosts costs, InetSocketAddress address) {
        server = LoopServer.start("modelled-server", address, Optional.empty(), loop -> {
            var engine = new Engine(loop, costs);
            var control = new ControlRoutes(served, engine);
            var ids = new SplittableRandom(served.seed());
            return () -> new ModelledConnection(served, engine, control, ids);
        });
    }

    /** Returns the root URL. */
    public URI url() {
        return server.url();
    }

    /** Returns the port. */
    public int port() {
        return server.port();
    }

    /** Waits until the server is closed. */
    public void awaitClose() throws InterruptedException {
        closed.await();
    }

    /** Closes the server; a second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed.getCount() > 0) {
            server.close();
            closed.countDown();
        }
    }
}
