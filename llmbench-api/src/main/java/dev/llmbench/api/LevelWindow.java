package dev.llmbench.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a level was measured.
 *
 * @param startedAt when its first request was due, by the wall clock, only to label
 * @param warmUp how long the warm-up really lasted
 * @param length the length of the measured window W
 * @param drain how long after W its requests were followed
 * @param ending how the level ended
 * @param endedBy the stop rule that ended W, in words
 * @param race how the race for a number of tokens went; absent where there was none
 * @param timeline how W went, second by second; absent where that was not kept
 * @param begins when W began, from the run's zero, as the stamps of its journal count; absent where no journal was kept,
 *     and in results of versions that didn't tell
 */
public record LevelWindow(
        Instant startedAt,
        Duration warmUp,
        Duration length,
        Duration drain,
        Ending ending,
        Optional<String> endedBy,
        Optional<TimeToTarget> race,
        Optional<Timeline> timeline,
        Optional<Duration> begins) {}
