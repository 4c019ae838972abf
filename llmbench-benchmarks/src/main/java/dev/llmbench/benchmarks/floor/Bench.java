package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.FailedRunException;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.PrintedJson;
import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.benchmarks.harness.WorkFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where clients are measured: a server on one processor, a client on another, and a watch on both. Used by one thread. */
final class Bench implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The longest warm-up of the floor, which has nothing to compile; that each stream has finished an answer is enough. */
    static final Duration LONGEST_OF_FLOOR = Duration.ofSeconds(5);

    // How far the floor's CPU time may be from what its process says itself: if it is further, the watch doesn't work.
    private static final double TICKS_SECONDS = 0.05;
    private static final double MOST_APART = 0.1;

    private final Settings settings;
    private final Steal steal = Steal.watch();

    /**
     * How it is measured.
     *
     * @param programs the folder of the C programs
     * @param folder takes what runs leave, until the next one
     * @param serverCore the server's processor
     * @param clientCore the client's processor
     * @param warmUp load before the window, at least; each stream has also finished an answer
     * @param window length of the window
     */
    record Settings(Path programs, Path folder, int serverCore, int clientCore, Duration warmUp, Duration window) {}

    Bench(Settings settings) {
        this.settings = settings;
    }

    /** Returns how it is measured. */
    Settings settings() {
        return settings;
    }

    /** Returns the watch over stolen time. */
    Steal steal() {
        return steal;
    }

    /**
     * Measures one window of one client.
     *
     * @throws FailedRunException if the client or the journal gave no figures
     */
    Sample measure(LoadCase load, Contender client, int repetition) {
        Path folder = freshFolder();
        boolean stamps = load.paced() && client.jvm().isPresent(); // the floor reads send times out of the events
        try (FloorServer server =
                        FloorServer.start(settings.programs(), settings.serverCore(), folder, stamps, load.server());
                Watched watchedServer = Watched.of(server.process())) {
            Path log = folder.resolve("client.log");
            try (Watched process = Watched.start(settings.clientCore(), log, command(load, client, server, folder))) {
                JsonNode output = resultOf(process, log);
                return client.jvm().isPresent()
                        ? ofLlmbench(load, client, repetition, output, process, watchedServer, server)
                        : ofFloor(load, repetition, output, process, watchedServer);
            }
        }
    }

    private Sample ofFloor(LoadCase load, int repetition, JsonNode output, Watched process, Watched server) {
        FloorClient figures = FloorClient.of(output);
        if (figures.failures() > 0) {
            throw new FailedRunException(figures.failures() + " requests of the floor failed");
        }
        double outside = process.cpuSecondsBetween(
                figures.window().beginNanos(), figures.window().endNanos());
        if (Math.abs(outside - figures.cpuSeconds()) > TICKS_SECONDS + MOST_APART * figures.cpuSeconds()) {
            throw new FailedRunException("the floor used " + figures.cpuSeconds() + " s of CPU by its own count and "
                    + outside + " s from outside");
        }
        DelayJoin.Seen seen = new DelayJoin.Seen(figures.events(), figures.events(), figures.delays());
        return sample(load, Contender.FLOOR, repetition, figures.window(), seen, process, server, Optional.empty());
    }

    private Sample ofLlmbench(
            LoadCase load,
            Contender client,
            int repetition,
            JsonNode output,
            Watched process,
            Watched watchedServer,
            FloorServer server) {
        Window window = Window.of(output);
        Path run = Path.of(output.required("folder").stringValue());
        DelayJoin.Seen seen;
        try {
            seen = DelayJoin.read(run, server.stop(), window);
        } catch (IllegalStateException e) {
            throw new FailedRunException("journal and stamps don't fit: " + e.getMessage());
        }
        if (load.paced() && seen.joined() < seen.tokens()) {
            throw new FailedRunException(
                    "of " + seen.tokens() + " events only " + seen.joined() + " belong to a request with a usage");
        }
        String verdict = (output.required("verdict").stringValue() + " "
                        + output.required("reasons").stringValue())
                .strip();
        return sample(load, client.id(), repetition, window, seen, process, watchedServer, Optional.of(verdict));
    }

    private Sample sample(
            LoadCase load,
            String client,
            int repetition,
            Window window,
            DelayJoin.Seen seen,
            Watched process,
            Watched server,
            Optional<String> verdict) {
        long begin = window.beginNanos();
        long end = window.endNanos();
        return new Sample(
                load.id(),
                client,
                repetition,
                window,
                seen.tokens(),
                process.cpuSecondsBetween(begin, end),
                process.medianPssBytes(begin, end),
                steal.stolenShare(begin, end),
                server.cpuSecondsBetween(begin, end) / window.seconds(),
                seen.delays(),
                verdict);
    }

    private List<String> command(LoadCase load, Contender client, FloorServer server, Path folder) {
        List<String> command = new ArrayList<>();
        client.jvm().ifPresentOrElse(jvm -> command.addAll(java(jvm, LoadedClient.class)), () -> {
            command.add(settings.programs().resolve(FloorClient.PROGRAM).toString());
            command.addAll(List.of("--drain-limit", "0"));
            if (load.paced()) {
                command.add("--delays");
            }
        });
        if (client.jvm().isPresent()) {
            command.addAll(List.of("--folder", folder.toString()));
        }
        command.addAll(List.of(
                "--url", server.url().toString(),
                "--streams", Integer.toString(load.streams()),
                "--tokens", Integer.toString(load.tokens()),
                "--warmup", Options.argument(client.jvm().isPresent() ? settings.warmUp() : warmUpOfFloor()),
                "--seconds", Options.argument(settings.window())));
        return command;
    }

    private Duration warmUpOfFloor() {
        return settings.warmUp().compareTo(LONGEST_OF_FLOOR) < 0 ? settings.warmUp() : LONGEST_OF_FLOOR;
    }

    /** Returns the command that starts one of this module's programs. */
    static List<String> java(Contender.Jvm jvm, Class<?> program) {
        List<String> command = new ArrayList<>(List.of(jvm.java().toString()));
        command.addAll(jvm.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return command;
    }

    /**
     * Waits for the one object that a program prints at its end.
     *
     * @throws FailedRunException if it prints no JSON in time
     */
    JsonNode resultOf(Watched process, Path log) {
        return PrintedJson.of(
                process, log, settings.warmUp().plus(settings.window()).plus(PATIENCE));
    }

    /** Empties the folder of a run. */
    Path freshFolder() {
        return WorkFolder.emptied(settings.folder().resolve("run"));
    }

    @Override
    public void close() {
        steal.close();
    }
}
