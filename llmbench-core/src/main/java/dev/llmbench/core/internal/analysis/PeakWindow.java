package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Rate;
import java.util.Optional;

/** Finds the best 10 s of a window. */
public final class PeakWindow {
    private static final long LENGTH_NANOS = 10_000_000_000L;

    private PeakWindow() {}

    /**
     * Returns the highest rate of tokens over any 10 s inside the window.
     *
     * @param tokens token weights in equal bins from the window's start; the last may be cut short by its end
     * @param binNanos length of a bin
     * @param windowNanos length of the window
     * @return the peak without an interval, or empty when the window is shorter than 10 s
     */
    public static Optional<Rate> of(double[] tokens, long binNanos, long windowNanos) {
        if (windowNanos < LENGTH_NANOS) {
            return Optional.empty();
        }
        Bins bins = new Bins(tokens, binNanos, windowNanos);
        double best = 0;
        // Tokens within the sliding window are piecewise linear in its position: the peak is where an end meets an
        // edge.
        for (int i = 0; i <= bins.count(); i++) {
            long edge = bins.edge(i);
            if (edge + LENGTH_NANOS <= windowNanos) {
                best = Math.max(best, bins.rate(edge, edge + LENGTH_NANOS));
            }
            if (edge >= LENGTH_NANOS) {
                best = Math.max(best, bins.rate(edge - LENGTH_NANOS, edge));
            }
        }
        return Optional.of(Rate.of(best));
    }
}
