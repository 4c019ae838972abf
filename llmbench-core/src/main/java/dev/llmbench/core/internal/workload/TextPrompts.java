package dev.llmbench.core.internal.workload;

import java.io.IOException;
import java.util.Optional;

/** A prompt a line; empty lines are skipped. */
final class TextPrompts implements FilePrompts {
    private final PromptLines lines;

    TextPrompts(PromptLines lines) {
        this.lines = lines;
    }

    @Override
    public Optional<FilePrompt> next() throws IOException {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        return line.map(FilePrompt::of);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
