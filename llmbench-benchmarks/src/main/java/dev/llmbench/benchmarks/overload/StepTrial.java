package dev.llmbench.benchmarks.overload;

import dev.llmbench.accuracy.Accuracy;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.benchmarks.floor.LoadedClient;
import dev.llmbench.benchmarks.harness.LauncherFlags;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.PrintedJson;
import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.benchmarks.harness.WorkFolder;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * How a step is measured: server and client, and where that is wanted a busy one, each a process of its own.
 *
 * @param kind of the server
 * @param programs where the server in C is
 * @param work for files of a run; emptied
 * @param firstToken time to first token of the server
 * @param warmUp load before the window, at least
 * @param window its length
 * @param serverCore processor of the server, -1 for any
 * @param clientCore processor of the client and of the busy one, -1 for any
 */
record StepTrial(
        LoadServer.Kind kind,
        Path programs,
        Path work,
        Duration firstToken,
        Duration warmUp,
        Duration window,
        int serverCore,
        int clientCore) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * Measures a step once.
     *
     * @param each how the client is driven
     * @param repeat which time, from 1
     * @param step which
     * @throws IOException if files can't be read or written
     * @throws dev.llmbench.benchmarks.harness.FailedRunException if the client leaves no figures
     */
    Measured once(Series each, int repeat, Step step) throws IOException {
        WorkFolder.emptied(work);
        try (Steal steal = Steal.watch();
                LoadServer server = kind.start(programs, serverCore, work, step, firstToken)) {
            Optional<Watched> neighbour = each == Series.BUSY ? Optional.of(busy()) : Optional.empty();
            try {
                return measure(each, repeat, step, server, steal);
            } finally {
                neighbour.ifPresent(Watched::close);
            }
        }
    }

    /** What was measured, and which share of all processors' time others had meanwhile. */
    record Measured(StepRun run, double stolenShare) {}

    private Measured measure(Series each, int repeat, Step step, LoadServer server, Steal steal) throws IOException {
        Path log = work.resolve("client.log");
        List<String> command = LauncherFlags.command(
                LoadedClient.class,
                List.of(
                        "--url",
                        server.url().toString(),
                        "--model",
                        server.model(),
                        "--folder",
                        work.resolve("run").toString(),
                        "--streams",
                        Integer.toString(step.streams()),
                        "--tokens",
                        Integer.toString(step.tokens()),
                        "--warmup",
                        Options.argument(warmUp),
                        "--seconds",
                        Options.argument(window)));
        try (Watched serverWatch = Watched.of(server.process());
                Watched client = Watched.start(clientCore, log, command)) {
            JsonNode told = PrintedJson.of(client, log, PATIENCE);
            long from = told.required("beginNanos").longValue();
            long to = told.required("endNanos").longValue();
            double seconds = (to - from) / NANOS_PER_SECOND;
            double clientCpu = client.cpuSecondsBetween(from, to) / seconds;
            double serverCpu = serverWatch.cpuSecondsBetween(from, to) / seconds;
            List<RequestStamps> stamps = server.stop();
            Path run = Path.of(told.required("folder").stringValue());
            LevelAccuracy accuracy = Accuracy.of(Results.read(run), run, stamps).get(0);
            return new Measured(
                    StepRun.of(each, repeat, step, accuracy, clientCpu, serverCpu), steal.stolenShare(from, to));
        }
    }

    private Watched busy() {
        return Watched.start(clientCore, work.resolve("busy.log"), List.of("sh", "-c", "while :; do :; done"));
    }
}
