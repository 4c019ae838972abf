package dev.llmbench.cli;

import dev.llmbench.api.ConfigurationException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** An option says something that can't be done. The message names the option. */
final class UsageException extends ConfigurationException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    /** Makes a value of an option; what the value's own check refuses becomes a message that names the option. */
    static <T> T naming(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    /** Changes something by the value of an option, where that was given; messages as of {@link #naming}. */
    static <S, T> S changed(String option, S before, Optional<T> given, BiFunction<S, T, S> change) {
        return given.map(value -> naming(option, () -> change.apply(before, value)))
                .orElse(before);
    }
}
