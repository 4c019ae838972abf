package dev.llmbench.core.internal.file;

import dev.llmbench.api.LevelResult;
import java.util.Optional;

/**
 * A level that is over as planned, kept in {@code levels/N.json} until the result is written.
 *
 * @param level number of the level in the run, from 0
 * @param attempt the process that measured it: 0 for the one that began the run, 1 for the first that resumed it
 * @param journalled how many requests of the run the journal held when the level was over; they are on disk
 * @param simulated whether an answer said that it came from a simulator
 * @param result what was measured; absent where the level ended before its window
 */
public record FinishedLevel(int level, int attempt, long journalled, boolean simulated, Optional<LevelResult> result) {}
