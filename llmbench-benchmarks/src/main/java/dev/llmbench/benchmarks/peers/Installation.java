package dev.llmbench.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a tool is there.
 *
 * @param version of an installed tool
 */
record Installation(Optional<String> version) {
    static final Installation MISSING = new Installation(Optional.empty());

    static Installation of(String version) {
        return new Installation(Optional.of(version));
    }

    /**
     * Looks for a Python package in a tool's own environment.
     *
     * @param home where tools are installed
     * @param tool the tool's folder
     * @param distribution the package's name as its metadata folder has it, such as {@code genai_bench}
     */
    static Installation ofPython(Path home, String tool, String distribution) {
        Path libraries = home.resolve(tool).resolve("venv").resolve("lib");
        if (!Files.exists(home.resolve(tool).resolve("installed"))) {
            return MISSING;
        }
        String begin = distribution + "-";
        String end = ".dist-info";
        return find(libraries, 3, true).stream()
                .filter(name -> name.startsWith(begin) && name.endsWith(end))
                .map(name -> name.substring(begin.length(), name.length() - end.length()))
                .findFirst()
                .map(Installation::of)
                .orElse(MISSING);
    }

    /** Returns the names of the files in a folder. */
    static List<String> names(Path folder) {
        return find(folder, 1, false);
    }

    private static List<String> find(Path folder, int depth, boolean folders) {
        try (Stream<Path> found = Files.find(folder, depth, (path, facts) -> facts.isDirectory() == folders)) {
            return found.map(path -> path.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can't be read: " + e.getMessage(), e);
        }
    }
}
