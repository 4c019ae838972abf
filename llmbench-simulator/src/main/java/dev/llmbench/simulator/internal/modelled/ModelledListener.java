package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.http.LoopServer;
import dev.llmbench.simulator.internal.model.BatchLimits;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A modelled server that listens; thread-safe. */
public final class ModelledListener implements AutoCloseable {
    private final LoopServer server;
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Listens; port 0 takes a free one. */
    public ModelledListener(
            ServedModel served, Face.Factory faces, StepCost cost, BatchLimits limits, InetSocketAddress address) {
        server = LoopServer.start("modelled-server", address, Optional.empty(), loop -> {
            var made = new Engine(loop, cost, limits);
            var face = faces.create(served, made, new SplittableRandom(served.seed()));
            engine.complete(made);
            return () -> new ModelledConnection(served, made, face);
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

    /** Returns what the engine has done, as it stands between two steps. */
    public Engine.Counts counts() {
        if (closed.getCount() == 0) {
            throw new IllegalStateException("the server is closed; ask for its totals before");
        }
        return server.loop()
                .submit(() -> engine.join().counts())
                .syncUninterruptibly()
                .getNow();
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
