package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/**
 * Which load serves best, with the reason in a sentence.
 *
 * @param best among valid levels before the knee with a served share above 95 %, the one with the highest output
 *     throughput
 * @param recommended the smallest level within 2 % of the best
 * @param pastTheKnee the levels that cost latency without giving throughput
 * @param resolved whether the intervals are narrow enough (± 5 %) to tell; imported tables have none and count as
 *     resolved
 * @param reason the finding in words
 */
public record BestLevel(
        Optional<LoadLevel> best,
        Optional<LoadLevel> recommended,
        List<LoadLevel> pastTheKnee,
        boolean resolved,
        String reason) {
    /** Copies the list. */
    public BestLevel {
        pastTheKnee = List.copyOf(pastTheKnee);
    }
}
