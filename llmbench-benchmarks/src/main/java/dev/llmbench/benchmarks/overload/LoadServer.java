package dev.llmbench.benchmarks.overload;

import dev.llmbench.benchmarks.floor.FloorServer;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** A server with stamps that a step is measured against. */
final class LoadServer implements AutoCloseable {
    private final String model;
    private final URI url;
    private final ProcessHandle process;
    private final Supplier<List<RequestStamps>> stop;
    private final Runnable close;

    private LoadServer(
            String model, URI url, ProcessHandle process, Supplier<List<RequestStamps>> stop, Runnable close) {
        this.model = model;
        this.url = url;
        this.process = process;
        this.stop = stop;
        this.close = close;
    }

    /** Which program serves. */
    enum Kind {
        /** The C server, which has room for more events a second than any client can read. */
        FLOOR("the C server `floor-server`") {
            @Override
            LoadServer start(Path programs, int core, Path folder, Step step, Duration firstToken) {
                FloorServer server = FloorServer.start(
                        programs,
                        core,
                        folder,
                        true,
                        List.of(
                                "--first-ms",
                                Long.toString(firstToken.toMillis()),
                                "--rate",
                                String.format(Locale.ROOT, "%.3f", step.rate())));
                return new LoadServer("floor", server.url(), server.process(), server::stop, server::close);
            }
        },
        /** The scripted server, which shares its language with the client. */
        SCRIPTED("the scripted server of `llmbench-simulator`") {
            @Override
            LoadServer start(Path programs, int core, Path folder, Step step, Duration firstToken) {
                Script script = Script.of(Answers.tokensFromRequest()
                        .timeToFirst(firstToken)
                        .every(Duration.ofNanos(Math.round(1e9 / step.rate()))));
                ScriptedServerProcess server =
                        ScriptedServerProcess.start(script, folder, Watched.pinned(core, List.of()));
                return new LoadServer("scripted", server.url(), server.process(), server::stop, server::close);
            }
        };

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        static Kind of(String name) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new Options.UsageException("--server knows floor and scripted, but not " + name));
        }

        /**
         * Starts it.
         *
         * @param programs where the C programs are
         * @param core the only processor that it may use, -1 for any
         * @param folder for its files
         * @param step at which pace
         * @param firstToken from the request to the first token
         */
        abstract LoadServer start(Path programs, int core, Path folder, Step step, Duration firstToken);
    }

    String model() {
        return model;
    }

    URI url() {
        return url;
    }

    ProcessHandle process() {
        return process;
    }

    List<RequestStamps> stop() {
        return stop.get();
    }

    @Override
    public void close() {
        close.run();
    }
}
