package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Steal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The rules by which windows are measured: by turns, and again where others had the processor. */
final class Turns {
    /** How often a window is measured again, at most. */
    static final int MOST_AGAIN = 9; // thieves stay for minutes, a window takes seconds

    private Turns() {}

    /** Returns the order of a repetition: every second one is turned round, so that nobody is always the first. */
    static <T> List<T> order(List<T> contenders, int repetition) {
        List<T> order = new ArrayList<>(contenders);
        if (repetition % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    /**
     * Measures until a window is clean, a few times at most.
     *
     * @param <W> a window's figures
     * @param measure measures once, and throws where that fails
     * @param stolenShare what others had of a window
     * @param discarded takes the words about each window that is not used
     * @return the first window of which little was stolen; empty where there was none
     */
    static <W> Optional<W> cleanWindow(
            Supplier<W> measure, ToDoubleFunction<W> stolenShare, Consumer<String> discarded) {
        for (int attempt = 0; attempt <= MOST_AGAIN; attempt++) {
            try {
                W window = measure.get();
                double share = stolenShare.applyAsDouble(window);
                if (share <= Steal.MOST) {
                    return Optional.of(window);
                }
                discarded.accept(String.format(Locale.ROOT, "%.1f %% of the CPU was stolen", 100 * share));
            } catch (Bench.FailedRunException e) {
                discarded.accept("failed: " + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
