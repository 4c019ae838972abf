package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Workload.PromptFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Opens files of prompts and tells their form. */
final class PromptFiles {
    private static final int LOOKED_AT = 4096;

    private PromptFiles() {}

    /** Names of prompts that come with this library begin so. */
    private static final String BUILT_IN = "llmbench:";

    private static final String TEN_PROMPTS = "llmbench:ten-prompts";

    /** Opens a file; a mistake is a {@link ConfigurationException} in one line. */
    static FilePrompts open(String path, PromptFormat format) {
        if (path.startsWith(BUILT_IN)) {
            return text(path, builtIn(path));
        }
        try {
            Path file = existing(path);
            PromptFormat form = format == PromptFormat.AUTO ? detected(file) : format;
            return switch (form) {
                case SHAREGPT -> ShareGptPrompts.of(path, Files.newInputStream(file));
                case JSONL -> new LinePrompts(new PromptLines(path, Files.newInputStream(file)), JsonlLine.of(path));
                case TEXT, AUTO -> text(path, Files.newInputStream(file));
            };
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static FilePrompts text(String path, InputStream in) {
        return new LinePrompts(new PromptLines(path, in), (line, number) -> FilePrompt.of(line));
    }

    private static InputStream builtIn(String path) {
        InputStream in = path.equals(TEN_PROMPTS) ? PromptFiles.class.getResourceAsStream("ten-prompts.txt") : null;
        if (in == null) {
            throw new ConfigurationException(
                    "there are no prompts '" + path + "' in this library; there are '" + TEN_PROMPTS + "'");
        }
        return in;
    }

    static ConfigurationException unreadable(String path, IOException e) {
        String why = e instanceof AccessDeniedException
                ? "access is denied; check its permissions"
                : e.getClass().getSimpleName() + "; check the file and its disk";
        return new ConfigurationException("the prompt file '" + path + "' can't be read: " + why, e);
    }

    static long size(String path) {
        if (path.startsWith(BUILT_IN)) {
            try (InputStream in = builtIn(path)) {
                return in.readAllBytes().length;
            } catch (IOException e) {
                throw unreadable(path, e);
            }
        }
        try {
            return Files.size(existing(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static Path existing(String path) throws IOException {
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            throw new ConfigurationException("the prompt file '" + path + "' is not a valid path", e);
        }
        if (!Files.exists(file)) {
            throw new ConfigurationException("the prompt file '" + path
                    + "' does not exist; check the path, which is relative to the working directory");
        }
        if (Files.isDirectory(file)) {
            throw new ConfigurationException("the prompt file '" + path + "' is a directory; name a file in it");
        }
        if (Files.size(file) == 0) {
            throw new ConfigurationException(
                    "the prompt file '" + path + "' is empty; put at least one prompt into it");
        }
        return file;
    }

    private static PromptFormat detected(Path file) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
            return PromptFormat.JSONL;
        }
        if (name.endsWith(".txt")) {
            return PromptFormat.TEXT;
        }
        String start = start(file);
        if (start.startsWith("[")
                && (name.endsWith(".json") || start.substring(1).stripLeading().startsWith("{"))) {
            return PromptFormat.SHAREGPT;
        }
        boolean object =
                start.startsWith("{") && start.substring(1).stripLeading().startsWith("\"");
        return object ? PromptFormat.JSONL : PromptFormat.TEXT;
    }

    private static String start(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            String start = new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8);
            return (start.startsWith("\ufeff") ? start.substring(1) : start).stripLeading();
        }
    }
}
