package dev.llmbench.core.internal.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Files of this machine. */
final class SystemTexts implements Sources.Texts {
    @Override
    public Optional<String> read(String path) {
        try {
            // Bytes, not Files.readString: a stray byte in a cgroup's name must not hide the figures.
            return Optional.of(new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException | SecurityException e) {
            return Optional.empty();
        }
    }
}
