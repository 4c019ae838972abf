package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.floor.FloorServer;
import dev.llmbench.benchmarks.peers.Work.Shape;
import dev.llmbench.simulator.script.RequestStamps;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server in C, for speeds that the scripted one can't keep; its usage does not tell the prompt's length. */
final class FloorReference implements Reference {
    private final FloorServer server;

    private FloorReference(FloorServer server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param programs the folder that {@code src/main/c/build.sh} has built into
     * @param shape tells the times of its answers
     * @param folder for its files; must exist
     * @param core the only processor that it may use, -1 for any
     * @param inSteps whether tokens of all streams are due at the same moments
     */
    static FloorReference start(Path programs, Shape shape, Path folder, int core, boolean inSteps) {
        List<String> options = new ArrayList<>(List.of(
                "--first-ms",
                Double.toString(shape.firstMillis()),
                "--rate",
                Double.toString(shape.tokensPerSecond())));
        if (inSteps) {
            options.add("--burst");
        }
        return new FloorReference(FloorServer.start(programs, core, folder, true, options));
    }

    @Override
    public URI url() {
        return server.url();
    }

    @Override
    public List<RequestStamps> stop() {
        return server.stop();
    }

    @Override
    public void close() {
        server.close();
    }
}
