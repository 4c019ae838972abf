package dev.llmbench.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Which processors who may use, by {@code taskset}. */
final class Processors {
    private Processors() {}

    /**
     * Keeps a process that runs, with all its threads, on one processor.
     *
     * @param process that runs
     * @param core from 0
     */
    static void keep(ProcessHandle process, int core) {
        try {
            Process taskset = new ProcessBuilder(
                            "taskset", "-a", "-p", "-c", Integer.toString(core), Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new IllegalStateException("process " + process.pid() + " can't be kept on processor " + core);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("taskset can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Returns how a command begins that may use all processors, whatever the process may that starts it.
     *
     * @param count how many there are
     */
    static List<String> all(int count) {
        return List.of("taskset", "-c", "0-" + (count - 1));
    }
}
