package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.benchmarks.peers.Work.Shape;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** llmbench's scripted server: every answer has the wanted length, one token an event, at the same pace. */
final class ScriptedReference implements Reference {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final ScriptedServerProcess server;

    private ScriptedReference(ScriptedServerProcess server) {
        this.server = server;
    }

    /**
     * Starts it.
     *
     * @param shape tells the times of its answers
     * @param folder for its files; must exist
     * @param core the only processor that it may use, -1 for any
     */
    static ScriptedReference start(Shape shape, Path folder, int core) {
        Script script = Script.of(Answers.tokensFromRequest()
                .timeToFirst(Duration.ofNanos(Math.round(shape.firstMillis() * NANOS_PER_MILLI)))
                .every(Duration.ofNanos(Math.round(NANOS_PER_SECOND / shape.tokensPerSecond()))));
        List<String> launcher = Watched.pinned(core, List.of());
        return new ScriptedReference(ScriptedServerProcess.start(script, folder, launcher));
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
