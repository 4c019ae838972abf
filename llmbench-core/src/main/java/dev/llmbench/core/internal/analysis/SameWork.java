package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Workload;
import java.util.Optional;

/** Tells whether two runs asked for the same amount of work: only then is less time or more tokens a merit. */
final class SameWork {
    private SameWork() {}

    /** Whether prompts and answers were to be equally long, and answers were kept to their length in the same way. */
    static boolean asked(BenchmarkResult first, BenchmarkResult second) {
        boolean kept = first.job().plan().requests().outputLength()
                        == second.job().plan().requests().outputLength()
                && !differ(forced(first), forced(second));
        return kept
                && sameLengths(
                        first.job().plan().workload(), second.job().plan().workload());
    }

    private static Optional<Boolean> forced(BenchmarkResult result) {
        return result.sent().map(Sent::lengthForced);
    }

    private static boolean differ(Optional<Boolean> first, Optional<Boolean> second) {
        return first.isPresent() && second.isPresent() && !first.equals(second);
    }

    private static boolean sameLengths(Workload first, Workload second) {
        if (first instanceof Workload.Synthetic one && second instanceof Workload.Synthetic other) {
            // levels of other shapes are no common load, so plans with shapes need not have the same ones
            boolean byShape = !one.shapes().isEmpty() && !other.shapes().isEmpty();
            return one.inputLength() == other.inputLength()
                    && (byShape
                            || (one.inputTokens().equals(other.inputTokens())
                                    && one.outputTokens().equals(other.outputTokens())));
        }
        return first instanceof Workload.PromptFile one
                && second instanceof Workload.PromptFile other
                && one.path().equals(other.path())
                && one.outputTokens().equals(other.outputTokens());
    }
}
