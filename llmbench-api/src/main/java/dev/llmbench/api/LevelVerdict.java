package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/**
 * What a level's figures mean.
 *
 * @param validity whether they can be trusted
 * @param objectives which promises were kept
 * @param goodput what met every objective; absent without objectives
 * @param cost what tokens cost; absent without a price
 */
public record LevelVerdict(
        Validity validity, List<ObjectiveOutcome> objectives, Optional<Goodput> goodput, Optional<Cost> cost) {
    /** Copies the list. */
    public LevelVerdict {
        objectives = List.copyOf(objectives);
    }
}
