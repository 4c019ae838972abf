package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Figures of single repetitions, a line each, from which a page can be written again. */
public final class RawFile {
    private final Path file;

    private RawFile(Path file) {
        this.file = file;
    }

    /**
     * Returns a file that may exist.
     *
     * @param folder where it is; must exist when a line is added
     * @param name of the file
     */
    public static RawFile in(Path folder, String name) {
        return new RawFile(folder.resolve(name));
    }

    /** Forgets what an earlier measurement has left. */
    public void clear() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be deleted: " + e.getMessage(), e);
        }
    }

    /**
     * Adds a line.
     *
     * @param line without an end
     */
    public void add(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written: " + e.getMessage(), e);
        }
    }

    /** Returns its lines; none where it is missing. */
    public List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
