package dev.llmbench.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What happened after one start.
 *
 * @param started just before the process was asked for, as {@link System#nanoTime()} here
 * @param over when its end, or its last moment of interest, was there
 * @param millis from the start to each moment of interest, in their order
 */
record Moments(long started, long over, List<Double> millis) {
    private static final long PATIENCE_SECONDS = 60;
    private static final long BETWEEN_LOOKS_MILLIS = 10;

    /** Starts a process that ends by itself; the moment is its end. */
    static Moments untilEnd(Start start) throws InterruptedException {
        long started = System.nanoTime();
        Process process = launch(start, start.command());
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(start.name() + " did not end");
        }
        long over = System.nanoTime();
        if (process.exitValue() != 0) {
            throw new IllegalStateException(start.name() + " ended with " + process.exitValue());
        }
        return new Moments(started, over, List.of(millis(started, over)));
    }

    /**
     * Starts a client and ends it when its load has begun; the moments are the first question of any kind, the first answer
     * that the probe asks for, and the first that the load does, each when the server had received it.
     */
    static Moments ofClient(Start start) throws InterruptedException {
        try (FirstSight server = new FirstSight()) {
            List<String> command = new ArrayList<>(start.command());
            command.add(server.url());
            command.addAll(start.behind());
            long started = System.nanoTime();
            Process process = launch(start, command);
            try {
                long load = awaitLoad(server, process, start);
                return new Moments(
                        started,
                        load,
                        List.of(
                                millis(started, server.question().orElse(load)),
                                millis(started, server.probe().orElse(load)),
                                millis(started, load)));
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static long awaitLoad(FirstSight server, Process process, Start start) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < end) {
            boolean alive = process.isAlive();
            OptionalLong load = server.load();
            if (load.isPresent()) {
                return load.getAsLong();
            }
            if (!alive) {
                throw new IllegalStateException(
                        start.name() + " ended with " + process.exitValue() + " before it sent any load");
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
        throw new IllegalStateException(start.name() + " sent no load within " + PATIENCE_SECONDS + " s");
    }

    private static Process launch(Start start, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(start.environment());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " can't be started: " + e.getMessage(), e);
        }
    }

    private static double millis(long from, long to) {
        return (to - from) / 1e6;
    }
}
