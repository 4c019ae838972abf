package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with those that somebody has looked at. After a wanted change run the tests with
 * {@code -Dllmbench.approve=true} in {@code llmbench.test.jvmArgs}, and read the difference before committing it.
 */
public final class Approved {
    private static final Path FOLDER = Path.of("src/test/resources/dev/llmbench/report");

    private Approved() {}

    /** Compares a text with the approved one. */
    public static void verify(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("llmbench.approve")) {
                Files.createDirectories(file.resolveSibling(""));
                Files.writeString(file, text);
            }
            assertThat(text).as(name).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
