package dev.llmbench.core.internal.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A process and a machine that do what a test says. */
final class FakeSources implements Sources.ProcessFigures {
    final Map<String, String> files = new HashMap<>();
    OptionalLong cpuNanos = OptionalLong.of(0);
    OptionalLong pauseMillis = OptionalLong.of(0);
    OptionalLong descriptorLimit = OptionalLong.of(20_000);
    OptionalLong openDescriptors = OptionalLong.of(50);
    int processors = 4;
    long nanos = -5_000_000_000L; // the monotonic clock may be negative
    Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    long nanosPerReading;
    boolean repeating;
    private Runnable task = () -> {};

    Sources sources() {
        return new Sources(
                this::tick, () -> wall, this, path -> Optional.ofNullable(files.get(path)), (pause, work) -> {
                    task = work;
                    repeating = true;
                    return () -> repeating = false;
                });
    }

    /** Both clocks go on, and the sampler comes by. */
    void advance(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
        task.run();
    }

    private long tick() {
        nanos += nanosPerReading;
        return nanos;
    }

    @Override
    public OptionalLong cpuNanos() {
        return cpuNanos;
    }

    @Override
    public int processors() {
        return processors;
    }

    @Override
    public OptionalLong pauseMillis() {
        return pauseMillis;
    }

    @Override
    public OptionalLong descriptorLimit() {
        return descriptorLimit;
    }

    @Override
    public OptionalLong openDescriptors() {
        return openDescriptors;
    }
}
