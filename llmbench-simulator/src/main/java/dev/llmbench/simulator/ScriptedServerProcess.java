package dev.llmbench.simulator;

import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.StampFile;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;

/**
 * A {@link ScriptedServer} in a Java process of its own, so that a measurement can't disturb the truth it is held against.
 *
 * <pre>{@code
 * try (ScriptedServerProcess server = ScriptedServerProcess.start(script, folder)) {
 *     // ask server.url()
 *     List<RequestStamps> truth = server.stop();
 * }
 * }</pre>
 *
 * <p>The stamps are {@link System#nanoTime()} of the other process: on Linux the same clock as here. The process ends when this
 * one does, however that happens.
 */
public final class ScriptedServerProcess implements AutoCloseable {
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final URI url;
    private final Path folder;

    private ScriptedServerProcess(Process process, URI url, Path folder) {
        this.process = process;
        this.url = url;
        this.folder = folder;
    }

    /**
     * Starts the process and waits until it listens.
     *
     * @param script what the server does; written to {@code script.json}
     * @param folder for the script, the stamps and, with TLS, {@code certificate.pem} and {@code truststore.p12} (password
     *     {@code simulated}); must exist
     * @return the running process, to be closed
     * @throws UncheckedIOException when it doesn't start; the message has what it printed last
     */
    public static ScriptedServerProcess start(Script script, Path folder) {
        return start(script, folder, List.of());
    }

    /**
     * Starts the process by another program, and waits until it listens.
     *
     * @param script what the server does; written to {@code script.json}
     * @param folder as above
     * @param launcher what the command begins with, such as {@code taskset -c 0} to keep the server on one processor; it must
     *     become the server ({@code exec}) and leave its standard input and output alone
     * @return the running process, to be closed
     * @throws UncheckedIOException when it doesn't start; the message has what it printed last
     */
    public static ScriptedServerProcess start(Script script, Path folder, List<String> launcher) {
        Path file = folder.resolve("script.json");
        script.save(file);
        try {
            Files.deleteIfExists(folder.resolve(ScriptedServerMain.STAMPS));
            List<String> command = new ArrayList<>(launcher);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms64m",
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-cp",
                    classPath(),
                    ScriptedServerMain.class.getName(),
                    file.toString(),
                    folder.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectError(folder.resolve("server.log").toFile())
                    .start();
            return new ScriptedServerProcess(process, awaitReady(process, folder), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The scripted server's process can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Returns where the server listens.
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
     * @return its stamps
     * @throws UncheckedIOException when it left none
     */
    public List<RequestStamps> stop() {
        close();
        return stamps();
    }

    /**
     * Returns the stamps of a server that was stopped.
     *
     * @return one entry a scripted request, in the order of arrival
     * @throws IllegalStateException while it runs
     * @throws UncheckedIOException when it left none
     */
    public List<RequestStamps> stamps() {
        if (process.isAlive()) {
            throw new IllegalStateException("The stamps are written when the server stops; call stop() first.");
        }
        return StampFile.read(folder.resolve(ScriptedServerMain.STAMPS));
    }

    /** Stops the server by closing its standard input, and by force if that takes long; a second call does nothing. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static URI awaitReady(Process process, Path folder) throws IOException {
        // not closed: closing it would close the pipe that the server still holds
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(ScriptedServerMain.READY)) {
            process.destroyForcibly();
            throw new IOException("it ended before it listened: "
                    + Files.readString(folder.resolve("server.log")).strip());
        }
        return URI.create(line.substring(ScriptedServerMain.READY.length()));
    }

    /** The class path and the module path: a child started by class path needs the jars of both. */
    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        for (String property : List.of("jdk.module.path", "java.class.path")) {
            var tokens = new StringTokenizer(System.getProperty(property, ""), File.pathSeparator);
            while (tokens.hasMoreTokens()) {
                entries.add(Path.of(tokens.nextToken()).toAbsolutePath().toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
