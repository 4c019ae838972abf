package dev.llmbench.cli;

import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Does what commands usually do, once and for nobody, so that the JVM learns which classes to put into an archive. The script
 * {@code llmbench} runs it after a build.
 */
public final class Training {
    private Training() {}

    /**
     * Shows help, measures a simulated server of this process for a moment and shows the result.
     *
     * @param args none
     * @throws IOException if there is no folder for temporary files
     */
    public static void main(String[] args) throws IOException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Io io = Main.io(nowhere, nowhere);
        Path folder = Files.createTempDirectory("llmbench-training");
        try (ModelledServer server = ModelledServer.start()) {
            String url = server.url().toString();
            String model = server.settings().model();
            String results = folder.toString();
            require(io, "--help");
            require(io, "sweep", "--help");
            require(
                    io,
                    "sweep",
                    "--url",
                    url,
                    "--model",
                    model,
                    "--concurrency",
                    "1,2",
                    "--duration",
                    "200ms",
                    "--warmup",
                    "0s",
                    "--rest",
                    "0s",
                    "--input-tokens",
                    "16",
                    "--output-tokens",
                    "4",
                    "--out",
                    results);
            try (Stream<Path> runs = Files.list(folder)) {
                for (Path run : runs.toList()) {
                    require(io, "show", run.toString());
                }
            }
        } finally {
            delete(folder);
        }
        System.exit(ExitCode.OK);
    }

    private static void require(Io io, String... command) {
        int code = CommandLineInterface.run(command, io);
        // Figures of so short a run need not be valid.
        if (code != ExitCode.OK && code != ExitCode.INVALID) {
            System.exit(code);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
