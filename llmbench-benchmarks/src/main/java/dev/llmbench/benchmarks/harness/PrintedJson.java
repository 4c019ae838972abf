package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON object that a measured program prints at its end. */
public final class PrintedJson {
    private static final int LOG_TAIL = 2_000;

    private PrintedJson() {}

    /**
     * Waits for the end of a program and reads what it printed.
     *
     * @param process the running program
     * @param log as given to {@link Watched#start}
     * @param longest how long to wait at most
     * @return the object
     * @throws FailedRunException if it doesn't end in time, or printed something else; with the end of its log
     */
    public static JsonNode of(Watched process, Path log, Duration longest) {
        if (!process.await(longest)) {
            throw new FailedRunException("it did not end within " + longest.toSeconds() + " s: " + tail(log));
        }
        try {
            JsonNode printed = JsonMapper.shared().readTree(Files.readString(Watched.outputOf(log)));
            if (printed.isObject()) {
                return printed;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            // told below, with what the program said itself
        }
        throw new FailedRunException("it ended without figures: " + tail(log));
    }

    private static String tail(Path log) {
        try {
            String words = Files.readString(log).strip();
            return words.substring(Math.max(0, words.length() - LOG_TAIL));
        } catch (IOException e) {
            return "";
        }
    }
}
