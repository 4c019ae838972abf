package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;

import dev.llmbench.core.LlmBench;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A short sweep, or what is left of one, in a process of its own that somebody kills. */
final class KilledRunMain {
    private KilledRunMain() {}

    /**
     * Begins or resumes a sweep.
     *
     * @param args {@code begin}, the server and a folder for files; or {@code resume} and the run's folder
     */
    public static void main(String[] args) {
        if (args[0].equals("resume")) {
            LlmBench.resume(Path.of(args[1])).run();
        } else {
            Runs.benchmark(Runs.target(URI.create(args[1])), concurrency(1, 2, 3), Path.of(args[2]))
                    .measureFor(Duration.ofMillis(300))
                    .run();
        }
    }
}
