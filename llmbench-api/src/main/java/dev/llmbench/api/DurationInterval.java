package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * A confidence interval of a time.
 *
 * @param low the lower end
 * @param high the upper end, empty when nothing bounds it
 * @param confidence the share of such intervals that hold the truth, such as 0.95
 */
public record DurationInterval(Duration low, Optional<Duration> high, double confidence) {
    /** Checks order and confidence. */
    public DurationInterval {
        if (high.isPresent() && high.get().compareTo(low) < 0) {
            throw new IllegalArgumentException(
                    "an interval must not end before it begins: " + low + " … " + high.get());
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be between 0 and 1, but was " + confidence);
        }
    }
}
