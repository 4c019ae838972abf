package dev.llmbench.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which run this was.
 *
 * @param id unique, sortable by time
 * @param llmbenchVersion the version that measured
 * @param startedAt by the wall clock
 * @param elapsed from start to end
 * @param ending how it ended
 * @param endedBecause why, where it did not end as planned
 * @param simulated whether any answer said that it came from a simulator; such results are never ranked with measured
 *     ones
 */
public record RunInfo(
        String id,
        String llmbenchVersion,
        Instant startedAt,
        Duration elapsed,
        Ending ending,
        Optional<String> endedBecause,
        boolean simulated) {}
