package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process whose CPU time and memory, with all its descendants, are watched from outside.
 *
 * <pre>{@code
 * try (Watched client = Watched.start(1, folder.resolve("client.log"), List.of("client", "--url", url))) {
 *     client.await(Duration.ofMinutes(2));
 *     double seconds = client.cpuSecondsBetween(from, to);
 * }
 * }</pre>
 *
 * <p>Moments are {@link System#nanoTime()}. CPU time is sampled every 50 ms; memory once a second, because the kernel walks
 * all pages of a process to tell it.
 */
public final class Watched implements AutoCloseable {
    private static final Duration BETWEEN_CPU = Duration.ofMillis(50);
    private static final Duration BETWEEN_MEMORY = Duration.ofSeconds(1);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(5);

    private final ProcessHandle handle;
    private final boolean startedHere;
    private final Course cpu = new Course();
    private final Course memory = new Course();
    private final List<Sampler> samplers = new ArrayList<>();
    private final Thread atExit = new Thread(this::kill, "end of a watched process");

    private Watched(ProcessHandle handle, boolean startedHere) {
        this.handle = handle;
        this.startedHere = startedHere;
        if (startedHere) {
            Runtime.getRuntime().addShutdownHook(atExit); // who interrupts a measurement leaves no load behind
        }
        ProcessTree tree = new ProcessTree(handle);
        samplers.add(Sampler.every(
                BETWEEN_CPU, () -> tree.cpuSeconds().ifPresent(seconds -> cpu.add(System.nanoTime(), seconds))));
        samplers.add(Sampler.every(
                BETWEEN_MEMORY, () -> tree.pssBytes().ifPresent(bytes -> memory.add(System.nanoTime(), bytes))));
    }

    /**
     * Starts a process.
     *
     * @param core the only processor that it may use, from 0; -1 for any
     * @param log takes its standard error; its standard output goes to the same name with {@code .out} behind it
     * @param command program and arguments
     * @return the running process, to be closed
     * @throws UncheckedIOException if it can't be started
     */
    public static Watched start(int core, Path log, List<String> command) {
        return start(core, log, Map.of(), command);
    }

    /**
     * Starts a process with more in its environment.
     *
     * @param core the only processor that it may use, from 0; -1 for any
     * @param log takes its standard error; its standard output goes to the same name with {@code .out} behind it
     * @param environment names and values besides those of this process
     * @param command program and arguments
     * @return the running process, to be closed
     * @throws UncheckedIOException if it can't be started
     */
    public static Watched start(int core, Path log, Map<String, String> environment, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(pinned(core, command))
                .redirectError(log.toFile())
                .redirectOutput(outputOf(log).toFile());
        builder.environment().putAll(environment);
        try {
            return new Watched(builder.start().toHandle(), true);
        } catch (IOException e) {
            throw new UncheckedIOException(command.get(0) + " can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Watches a process that somebody else has started and ends.
     *
     * @param process the running process
     * @return its watch, to be closed; which does not end the process
     */
    public static Watched of(ProcessHandle process) {
        return new Watched(process, false);
    }

    /**
     * Returns where the standard output of a process goes.
     *
     * @param log as given to {@link #start}
     * @return the file
     */
    public static Path outputOf(Path log) {
        return log.resolveSibling(log.getFileName() + ".out");
    }

    /**
     * Returns a command that runs on one processor only.
     *
     * @param core the processor, from 0; -1 for any
     * @param command program and arguments
     * @return the command, by {@code taskset}
     */
    public static List<String> pinned(int core, List<String> command) {
        List<String> all = new ArrayList<>();
        if (core >= 0) {
            all.addAll(List.of("taskset", "-c", Integer.toString(core)));
        }
        all.addAll(command);
        return List.copyOf(all);
    }

    /**
     * Returns the process.
     *
     * @return its handle
     */
    public ProcessHandle handle() {
        return handle;
    }

    /**
     * Waits for the end of the process.
     *
     * @param longest how long at most
     * @return whether it has ended
     */
    public boolean await(Duration longest) {
        try {
            handle.onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return !handle.isAlive();
        }
    }

    /**
     * Returns the CPU time that the process and its descendants used between two moments.
     *
     * @param fromNanos the earlier moment
     * @param toNanos the later moment
     * @return user and system time in seconds, as exact as the kernel's ticks of 10 ms
     * @throws IllegalStateException if it ended before it was seen once
     */
    public double cpuSecondsBetween(long fromNanos, long toNanos) {
        return cpu.at(toNanos) - cpu.at(fromNanos);
    }

    /**
     * Returns the highest memory seen between two moments.
     *
     * @param fromNanos the earlier moment
     * @param toNanos the later moment
     * @return the proportional set size of all processes, in bytes
     * @throws IllegalStateException if nothing was seen between them
     */
    public double peakPssBytes(long fromNanos, long toNanos) {
        List<Double> seen = memoryBetween(fromNanos, toNanos);
        return seen.get(seen.size() - 1);
    }

    /**
     * Returns the middle of the memory seen between two moments.
     *
     * @param fromNanos the earlier moment
     * @param toNanos the later moment
     * @return the median proportional set size of all processes, in bytes
     * @throws IllegalStateException if nothing was seen between them
     */
    public double medianPssBytes(long fromNanos, long toNanos) {
        List<Double> seen = memoryBetween(fromNanos, toNanos);
        return seen.get(seen.size() / 2);
    }

    private List<Double> memoryBetween(long fromNanos, long toNanos) {
        List<Double> seen = memory.sortedBetween(fromNanos, toNanos);
        if (seen.isEmpty()) {
            throw new IllegalStateException("no memory was sampled in "
                    + Duration.ofNanos(toNanos - fromNanos).toMillis() + " ms; measure for longer than a second");
        }
        return seen;
    }

    /** Ends the sampling, and the process with its descendants where this object started it. */
    @Override
    public void close() {
        samplers.forEach(Sampler::close);
        if (!startedHere) {
            return;
        }
        List<ProcessHandle> below = handle.descendants().toList();
        handle.destroy();
        if (!await(PATIENCE_AT_END)) {
            handle.destroyForcibly();
        }
        below.forEach(ProcessHandle::destroyForcibly);
        forgetAtExit();
    }

    private void kill() {
        handle.descendants().forEach(ProcessHandle::destroyForcibly);
        handle.destroyForcibly();
    }

    private void forgetAtExit() {
        try {
            boolean unused = Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // this JVM is ending: the hook has done or will do the same
        }
    }
}
