package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Outcome.Result;
import java.util.OptionalDouble;
import java.util.function.Function;

/** How far what was reported is from what should have been. */
enum Errors {
    /** By the client's own definitions. */
    BY_OWN_DEFINITION,
    /** By llmbench's definitions, whatever the client means by the name. */
    BY_OURS;

    /** Returns what should have been reported. */
    Figures truth(Result result) {
        return this == BY_OURS ? result.ours() : result.own();
    }

    /** Returns reported - true, if the client reports the number. */
    Function<Result, OptionalDouble> of(Row row) {
        return result -> {
            OptionalDouble told = result.reported().get(row);
            OptionalDouble real = truth(result).get(row);
            return told.isPresent() && real.isPresent()
                    ? OptionalDouble.of(told.getAsDouble() - real.getAsDouble())
                    : OptionalDouble.empty();
        };
    }

    /** Returns |reported - true|. */
    Function<Result, OptionalDouble> sizeOf(Row row) {
        return result -> map(of(row).apply(result), Math::abs);
    }

    /** Returns reported / true - 1, in percent. */
    Function<Result, OptionalDouble> percentOf(Row row) {
        return result -> {
            OptionalDouble real = truth(result).get(row);
            return map(of(row).apply(result), error -> error / real.orElseThrow() * 100);
        };
    }

    private static OptionalDouble map(OptionalDouble value, Function<Double, Double> change) {
        return value.isPresent() ? OptionalDouble.of(change.apply(value.getAsDouble())) : value;
    }
}
