package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.benchmarks.harness.WorkFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where clients are measured: a server on one processor, a client on another, and a watch on both. Used by one thread. */
final class Bench implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The longest warm-up of the floor, which has nothing to compile; that each stream has finished an answer is enough. */
    static final Duration LONGEST_OF_FLOOR = Duration.ofSeconds(5);

    // How far the floor's CPU time may be from what its process says itself: if it is further, the watch doesn't work.
    private static final double TICKS_SECONDS = 0.05;
    private static final double MOST_APART = 0.1;

    private static final int LOG_TAIL = 2_000;

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

    /** A run that gave no figures. */
    static final class FailedRunException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FailedRunException(String message) {
            super(message);
        }
    }

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
                String output = outputOf(process, log);
                return client.jvm().isPresent()
                        ? ofLlmbench(load, client, repetition, output, process, watchedServer, server)
                        : ofFloor(load, repetition, output, process, watchedServer);
            }
        }
    }

    private Sample ofFloor(LoadCase load, int repetition, String output, Watched process, Watched server) {
        FloorClient figures = FloorClient.parse(output);
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
            String output,
            Watched process,
            Watched watchedServer,
            FloorServer server) {
        JsonNode figures = MAPPER.readTree(output);
        Window window = Window.of(figures);
        Path run = Path.of(figures.required("folder").stringValue());
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
        String verdict = (figures.required("verdict").stringValue() + " "
                        + figures.required("reasons").stringValue())
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
                "--warmup", seconds(client.jvm().isPresent() ? settings.warmUp() : warmUpOfFloor()),
                "--seconds", seconds(settings.window())));
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

    /** Returns a time as the programs' options take it. */
    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }

    /**
     * Waits for the one line that a program prints at its end.
     *
     * @throws FailedRunException if it prints no JSON in time
     */
    String outputOf(Watched process, Path log) {
        Duration longest = settings.warmUp().plus(settings.window()).plus(PATIENCE);
        boolean ended = process.await(longest);
        try {
            String output = Files.readString(Watched.outputOf(log)).strip();
            if (ended && MAPPER.readTree(output).isObject()) {
                return output;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            // told below, with what the program said itself
        }
        throw new FailedRunException((ended ? "it ended without figures: " : "it did not end in time: ") + tail(log));
    }

    private static String tail(Path log) {
        try {
            String words = Files.readString(log).strip();
            return words.substring(Math.max(0, words.length() - LOG_TAIL));
        } catch (IOException e) {
            return "";
        }
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
