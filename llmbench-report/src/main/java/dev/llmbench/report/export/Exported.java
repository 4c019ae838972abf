package dev.llmbench.report.export;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of an export, not yet written.
 *
 * @param files the files
 * @param notes what the files can't say, or say in another way than the other tool would, for people
 */
public record Exported(List<ExportedFile> files, List<String> notes) {
    /** Copies the lists. */
    public Exported {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /**
     * Writes the files; those of the same name are replaced, each at once.
     *
     * @param folder where to; made where it is missing
     * @return the files written
     * @throws ConfigurationException if one can't be written
     */
    public List<Path> writeTo(Path folder) {
        List<Path> written = new ArrayList<>();
        for (ExportedFile file : files) {
            Path path = folder.resolve(file.path());
            try {
                write(path, file.text());
            } catch (IOException e) {
                throw new ConfigurationException(
                        path + " can't be written (" + e + "); choose a folder that can be written to (--out DIR)", e);
            }
            written.add(path);
        }
        return written;
    }

    private static void write(Path path, String text) throws IOException {
        Path whole = path.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        Files.createDirectories(whole.resolveSibling(""));
        try {
            Files.writeString(part, text);
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
