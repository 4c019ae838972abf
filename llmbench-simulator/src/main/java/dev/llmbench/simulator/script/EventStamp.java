package dev.llmbench.simulator.script;

import java.util.Objects;

/**
 * When one event was sent.
 *
 * @param kind what the event carried
 * @param tokens how many output tokens it carried
 * @param nanos {@link System#nanoTime()} immediately before the write of its last byte
 */
public record EventStamp(EventKind kind, int tokens, long nanos) {
    /** Refuses null. */
    public EventStamp {
        Objects.requireNonNull(kind, "kind");
    }
}
