package dev.llmbench.benchmarks.floor;

import java.util.Optional;

/** Samples for tests. */
final class Samples {
    private Samples() {}

    /** A window of a second with a million events, so that CPU seconds are microseconds an event. */
    static Sample of(String load, String client, int repetition, double cpuSeconds) {
        return new Sample(
                load,
                client,
                repetition,
                new Window(1_000_000_000, 2_000_000_000),
                1_000_000,
                cpuSeconds,
                50e6,
                0.01,
                0.4,
                Optional.of(new Delays(1_000_000, 60 + cpuSeconds, 50 + cpuSeconds, 100, 1_000)),
                client.equals(Contender.FLOOR) ? Optional.empty() : Optional.of("SUSPECT EVENTS_PER_READ 1.25"));
    }
}
