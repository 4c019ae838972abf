package dev.llmbench.core.internal.load;

import dev.llmbench.api.Ending;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.TokenTarget;
import java.util.Optional;

/**
 * What was recorded of a level that is over.
 *
 * @param plan the level
 * @param recorder what all loops recorded
 * @param ending how it ended
 * @param endedBy the stop that ended W, in words
 * @param warmUpBoundHit whether the warm-up ended before every user had finished a request
 * @param endNanos when the level was over
 * @param tokens the number of tokens for which it raced, if it did
 */
public record LevelRecording(
        LevelPlan plan,
        LevelRecorder recorder,
        Ending ending,
        Optional<String> endedBy,
        boolean warmUpBoundHit,
        long endNanos,
        Optional<TokenTarget> tokens) {}
