package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The C programs, built for a test where that is possible. */
final class FloorBuild {
    private FloorBuild() {}

    /** Builds into a folder. Tests that need the programs are skipped where there is no Linux or no gcc. */
    static Path into(Path folder) throws IOException, InterruptedException {
        assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"), "epoll needs Linux");
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "gcc"))),
                "no gcc");
        Run build = run(List.of("src/main/c/build.sh", folder.toString()), folder);
        assertThat(build.exitCode()).as(build.error()).isZero();
        return folder;
    }

    /** What became of a program. */
    record Run(int exitCode, String output, String error) {}

    static Run run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path error = Files.createTempFile(folder, "run", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(error.toFile()).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output, Files.readString(error));
    }
}
