package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How a race for a number of output tokens went.
 *
 * @param target the number of output tokens
 * @param time from the start of the level, when the first user may start, to the arrival at which the target was reached;
 *     empty when something else ended the level before
 * @param beyond output tokens of the level beyond the target, of requests that were still under way; 0 where the target was
 *     not reached
 * @param exact whether the server told the count of every event, so that the arrival is known; else the time is computed
 *     afterwards, from the counts that the server told at the end of each answer, to within 10 ms
 */
public record TimeToTarget(long target, Optional<Duration> time, long beyond, boolean exact) {}
