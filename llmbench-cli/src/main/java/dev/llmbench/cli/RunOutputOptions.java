package dev.llmbench.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run tells, and what it keeps. */
final class RunOutputOptions {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder in which the run's folder is made (default: results).")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--no-files", description = "Keeps no files.")
    private boolean noFiles;

    @Option(
            names = {"-q", "--quiet"},
            description = "Neither plan nor progress nor notes on standard error; errors still.")
    private boolean quiet;

    boolean quiet() {
        return quiet;
    }

    Optional<Path> folder() {
        if (noFiles && folder.isPresent()) {
            throw new UsageException("give either --out or --no-files, not both");
        }
        if (folder.filter(path -> path.toString().isBlank()).isPresent()) {
            throw new UsageException("--out: the folder must have a name; . is the working directory");
        }
        return noFiles ? Optional.empty() : Optional.of(folder.orElse(Path.of("results")));
    }
}
