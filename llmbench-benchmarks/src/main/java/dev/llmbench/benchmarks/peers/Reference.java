package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Work.Shape;
import dev.llmbench.simulator.script.RequestStamps;
import java.net.URI;
import java.nio.file.Path;
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

    /** How one is started. */
    interface Starter {
        /**
         * Starts a server.
         *
         * @param shape tells the times of its answers
         * @param folder for its files; must exist
         */
        Reference start(Shape shape, Path folder);

        /** Returns whether its usage tells how long a prompt was, so that prompts of a length can be made for it. */
        boolean countsPrompts();
    }

    /**
     * Returns how llmbench's scripted server is started.
     *
     * @param core the only processor that it may use, -1 for any
     */
    static Starter scripted(int core) {
        return new Starter() {
            @Override
            public Reference start(Shape shape, Path folder) {
                return ScriptedReference.start(shape, folder, core);
            }

            @Override
            public boolean countsPrompts() {
                return true;
            }
        };
    }

    /**
     * Returns how the server in C is started.
     *
     * @param programs the folder that it was built into
     * @param core the only processor that it may use, -1 for any
     * @param inSteps whether tokens of all streams are due at the same moments
     */
    static Starter floor(Path programs, int core, boolean inSteps) {
        return new Starter() {
            @Override
            public Reference start(Shape shape, Path folder) {
                return FloorReference.start(programs, shape, folder, core, inSteps);
            }

            @Override
            public boolean countsPrompts() {
                return false;
            }
        };
    }
}
