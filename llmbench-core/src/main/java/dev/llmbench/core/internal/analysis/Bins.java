package dev.llmbench.core.internal.analysis;

/**
 * Token weights counted in equal bins of time over a window, the last bin cut short where the window ends inside it.
 *
 * <p>Within a bin tokens count as evenly spread, so that any stretch of the window has its tokens.
 */
final class Bins {
    private final double[] upTo; // tokens before the start of bin i; one element more than bins
    private final long binNanos;
    private final long windowNanos;

    Bins(double[] tokens, long binNanos, long windowNanos) {
        if (binNanos <= 0 || windowNanos <= 0) {
            throw new IllegalArgumentException(
                    "bins and window must be longer than zero, but were " + binNanos + " and " + windowNanos + " ns");
        }
        long needed = (windowNanos + binNanos - 1) / binNanos;
        if (tokens.length < needed) {
            throw new IllegalArgumentException("a window of " + windowNanos + " ns has " + needed + " bins of "
                    + binNanos + " ns, but there were " + tokens.length);
        }
        this.binNanos = binNanos;
        this.windowNanos = windowNanos;
        this.upTo = new double[(int) needed + 1];
        for (int i = 0; i < needed; i++) {
            upTo[i + 1] = upTo[i] + tokens[i];
        }
    }

    long windowNanos() {
        return windowNanos;
    }

    int count() {
        return upTo.length - 1;
    }

    /** When bin i begins; for i = count, when the window ends. */
    long edge(int i) {
        return Math.min(windowNanos, i * binNanos);
    }

    /** Tokens from the window's start up to a moment within it. */
    double before(long nanos) {
        int bin = (int) Math.min(count() - 1L, nanos / binNanos);
        double part = (double) (nanos - edge(bin)) / (edge(bin + 1) - edge(bin));
        return upTo[bin] + part * (upTo[bin + 1] - upTo[bin]);
    }

    /** By how many tokens the fullest bin exceeds what a steady flow would bring in a bin; 0 for a steady flow. */
    double largestLump() {
        double steady = upTo[count()] / windowNanos * binNanos;
        double lump = 0;
        for (int i = 0; i < count(); i++) {
            lump = Math.max(lump, upTo[i + 1] - upTo[i] - steady);
        }
        return lump;
    }

    /** Tokens per second between two moments of the window. */
    double rate(long fromNanos, long toNanos) {
        return (before(toNanos) - before(fromNanos)) / (toNanos - fromNanos) * 1e9;
    }
}
