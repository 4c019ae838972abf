package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.CleanWindow;
import dev.llmbench.benchmarks.harness.FailedRunException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The rules by which windows are measured: by turns, and again where others had the processor. */
final class Turns {
    /** How often a window is measured again, at most. */
    static final int MOST_AGAIN = 9; // thieves stay for minutes, a window takes seconds

    /** How often a measurement may fail. */
    static final int MOST_FAILURES = 3;

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
     * Measures until a window is clean. A measurement that fails is tried again too, but less often: what fails always is
     * no thief's work.
     *
     * @param <W> a window's figures
     * @param measure measures once, and throws where that fails
     * @param stolenShare what others had of a window
     * @param discarded takes the words about each window that is not used
     * @return the first window of which little was stolen; empty where there was none
     */
    static <W> Optional<W> cleanWindow(
            Supplier<W> measure, ToDoubleFunction<W> stolenShare, Consumer<String> discarded) {
        for (int failures = 0; failures < MOST_FAILURES; failures++) {
            try {
                return CleanWindow.of(MOST_AGAIN, measure::get, stolenShare, discarded);
            } catch (FailedRunException e) {
                discarded.accept("failed: " + e.getMessage());
            }
        }
        return Optional.empty();
    }
}
