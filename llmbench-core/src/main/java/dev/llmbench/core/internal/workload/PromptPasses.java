package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The prompts of a file, pass after pass. Those of a small file are kept; else a file with one prompt would be opened and read
 * for every request. A larger one is read anew each time.
 */
final class PromptPasses implements AutoCloseable {
    /** The most prompts that are kept. */
    static final int MOST_KEPT = 4096;

    private static final long MOST_KEPT_CHARACTERS = 1024 * 1024;

    private final Workload.PromptFile workload;
    private final List<FilePrompt> kept = new ArrayList<>();
    private long characters;
    private boolean keeping = true;
    private FilePrompts file;
    private boolean readWhole;
    private int inPass;

    /** Opens the file at its beginning. */
    PromptPasses(Workload.PromptFile workload) {
        this.workload = workload;
        this.file = PromptFiles.open(workload.path(), workload.format());
    }

    /** Returns the next prompt of this pass, or empty at its end. */
    Optional<FilePrompt> next() {
        Optional<FilePrompt> next = readWhole ? nextKept() : nextOfFile();
        inPass += next.isPresent() ? 1 : 0;
        return next;
    }

    private Optional<FilePrompt> nextKept() {
        return inPass < kept.size() ? Optional.of(kept.get(inPass)) : Optional.empty();
    }

    private Optional<FilePrompt> nextOfFile() {
        try {
            Optional<FilePrompt> next = file.next();
            next.filter(prompt -> keeping).ifPresent(this::keep);
            return next;
        } catch (IOException e) {
            throw PromptFiles.unreadable(workload.path(), e);
        }
    }

    private void keep(FilePrompt prompt) {
        kept.add(prompt);
        characters += prompt.size();
        if (kept.size() > MOST_KEPT || characters > MOST_KEPT_CHARACTERS) {
            keeping = false;
            kept.clear();
        }
    }

    /**
     * Begins the next pass, behind the end of one.
     *
     * @throws ConfigurationException if that had no prompt, or if a large file can't be opened any more
     */
    void beginAgain() {
        if (inPass == 0) {
            throw noPrompt(workload);
        }
        inPass = 0;
        close();
        readWhole = keeping;
        if (!readWhole) {
            file = PromptFiles.open(workload.path(), workload.format());
        }
    }

    /** Returns what is said of a file without prompts. */
    static ConfigurationException noPrompt(Workload.PromptFile workload) {
        return new ConfigurationException("the prompt file '" + workload.path()
                + "' holds no usable prompt; check its content and its format (" + workload.format() + ")");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw PromptFiles.unreadable(workload.path(), e);
        }
    }
}
