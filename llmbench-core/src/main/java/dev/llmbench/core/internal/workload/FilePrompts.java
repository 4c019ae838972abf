package dev.llmbench.core.internal.workload;

import java.io.IOException;
import java.util.Optional;

/** Reads the prompts of a file, one after the other. */
interface FilePrompts extends AutoCloseable {
    /**
     * Reads the next prompt.
     *
     * @return the prompt, or empty at the end of the file
     * @throws IOException if the file can't be read
     * @throws dev.llmbench.api.ConfigurationException if what is there is no prompt; the message names the place
     */
    Optional<FilePrompt> next() throws IOException;

    @Override
    void close() throws IOException;
}
