package dev.llmbench.core.internal.workload;

import java.io.IOException;
import java.util.Optional;

/** A prompt a line; empty lines are skipped. */
final class LinePrompts implements FilePrompts {
    /** Makes a prompt of a line. */
    interface Form {
        /**
         * Reads a line.
         *
         * @param line its text, not blank
         * @param number its number in the file, from 1
         * @return the prompt
         * @throws dev.llmbench.api.ConfigurationException if it is none
         */
        FilePrompt read(String line, long number);
    }

    private final PromptLines lines;
    private final Form form;

    LinePrompts(PromptLines lines, Form form) {
        this.lines = lines;
        this.form = form;
    }

    @Override
    public Optional<FilePrompt> next() throws IOException {
        Optional<String> line = lines.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = lines.next();
        }
        return line.map(text -> form.read(text, lines.number()));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
