package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.StampFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The C server {@code floor-server} as a process: answers on an exact schedule, with the truth of what was sent when.
 *
 * <p>It ends when this process does, however that happens: its standard input ends then.
 */
public final class FloorServer implements AutoCloseable {
    /** The program's name. */
    public static final String PROGRAM = "floor-server";

    private static final String READY = "ready ";
    private static final int MOST_SECONDS_AT_END = 120; // stamps of a fast load are some hundred megabytes

    private final Process process;
    private final URI url;
    private final Path stamps;

    private FloorServer(Process process, URI url, Path stamps) {
        this.process = process;
        this.url = url;
        this.stamps = stamps;
    }

    /**
     * Starts the server and waits until it listens.
     *
     * @param programs the folder that {@code src/main/c/build.sh} has built into
     * @param core the only processor that it may use, -1 for any
     * @param folder takes its log, and its stamps where they are wanted
     * @param withStamps whether it keeps when each event was sent
     * @param options as {@code floor-server --help} tells them, without port and stamps
     * @return the running server, to be closed
     * @throws UncheckedIOException when it doesn't start; the message has what it said
     */
    public static FloorServer start(Path programs, int core, Path folder, boolean withStamps, List<String> options) {
        Path stamps = folder.resolve("stamps.jsonl");
        Path log = folder.resolve("server.log");
        List<String> command = new ArrayList<>(List.of(programs.resolve(PROGRAM).toString()));
        command.addAll(options);
        if (withStamps) {
            command.addAll(List.of("--stamps", stamps.toString()));
        }
        try {
            Files.deleteIfExists(stamps);
            Process process = new ProcessBuilder(Watched.pinned(core, command))
                    .redirectError(log.toFile())
                    .start();
            // not closed: closing it would close the pipe that the server still holds
            var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            String line = out.readLine();
            if (line == null || !line.startsWith(READY)) {
                process.destroyForcibly();
                throw new IOException(PROGRAM + " ended before it listened: "
                        + Files.readString(log).strip());
            }
            return new FloorServer(process, URI.create(line.substring(READY.length())), stamps);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Returns where it listens.
     *
     * @return without a path
     */
    public URI url() {
        return url;
    }

    /**
     * Returns the process.
     *
     * @return its handle, for instance to read its CPU time
     */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /**
     * Stops the server.
     *
     * @return the stamps of all its answers, in the order in which requests came; none where it kept none
     */
    public List<RequestStamps> stop() {
        close();
        return Files.exists(stamps) ? StampFile.read(stamps) : List.of();
    }

    /** Stops the server, by force where that takes long; a second call does nothing. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MOST_SECONDS_AT_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
