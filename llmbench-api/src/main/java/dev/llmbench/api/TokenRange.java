package dev.llmbench.api;

import java.util.List;
import java.util.function.Function;

/**
 * A length in tokens, fixed or drawn uniformly from a range.
 *
 * @param min the smallest length, at least 1
 * @param max the largest length, at least {@code min} and at most {@value #LIMIT}
 */
public record TokenRange(int min, int max) {
    /** The largest length that can be asked for. */
    public static final int LIMIT = 10_000_000;

    /** Checks the bounds. */
    public TokenRange {
        if (min < 1 || max > LIMIT) {
            throw new IllegalArgumentException(
                    "a number of tokens must be between 1 and " + LIMIT + ", but was " + (min < 1 ? min : max));
        }
        if (max < min) {
            throw new IllegalArgumentException("the range of tokens " + min + "-" + max + " ends before it begins");
        }
    }

    /**
     * Returns one length.
     *
     * @param tokens the length
     * @return the range that holds only it
     */
    public static TokenRange exactly(int tokens) {
        return new TokenRange(tokens, tokens);
    }

    /**
     * Tells whether all lengths are equal.
     *
     * @return true when fixed
     */
    public boolean fixed() {
        return min == max;
    }

    @Override
    public String toString() {
        return fixed() ? Integer.toString(min) : min + "-" + max;
    }

    /** The smallest range that holds all of some. */
    static <T> TokenRange hull(List<T> things, Function<T, TokenRange> range) {
        return new TokenRange(
                things.stream().map(range).mapToInt(TokenRange::min).min().orElseThrow(),
                things.stream().map(range).mapToInt(TokenRange::max).max().orElseThrow());
    }
}
