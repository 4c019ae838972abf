package dev.llmbench.benchmarks.peers;

import dev.llmbench.simulator.script.RequestStamps;
import java.net.URI;
import java.util.List;

/** The server that all load generators are measured against, in a process of its own; it keeps when it sent what. */
interface Reference extends AutoCloseable {
    /** Returns where it listens, without a path. */
    URI url();

    /** Stops it and returns its stamps. */
    List<RequestStamps> stop();

    /** Stops it. */
    @Override
    void close();
}
