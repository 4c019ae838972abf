package dev.llmbench.benchmarks.harness;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** The rule for windows in which the hypervisor gave CPU time to others: they are measured again. */
public final class CleanWindow {
    private CleanWindow() {}

    /**
     * Measures a window once.
     *
     * @param <W> its figures
     * @param <E> what it throws where it can't be measured
     */
    @FunctionalInterface
    public interface Measurement<W, E extends Exception> {
        /** Measures. */
        W take() throws E;
    }

    /**
     * Measures until no more than {@link Steal#MOST} of a window was stolen.
     *
     * @param <W> a window's figures
     * @param <E> what the measurement throws; it passes through
     * @param again how often, at most, after the first time
     * @param measurement measures once
     * @param stolenShare the share of all processors' time that others had of a window, from 0 to 1
     * @param discarded takes the words about each window that is not used
     * @return the first clean window; empty where there was none
     */
    public static <W, E extends Exception> Optional<W> of(
            int again,
            Measurement<? extends W, E> measurement,
            ToDoubleFunction<? super W> stolenShare,
            Consumer<String> discarded)
            throws E {
        for (int attempt = 0; attempt <= again; attempt++) {
            W window = measurement.take();
            double share = stolenShare.applyAsDouble(window);
            if (share <= Steal.MOST) {
                return Optional.of(window);
            }
            discarded.accept(String.format(Locale.ROOT, "%.1f %% of the CPU time was stolen", 100 * share));
        }
        return Optional.empty();
    }
}
