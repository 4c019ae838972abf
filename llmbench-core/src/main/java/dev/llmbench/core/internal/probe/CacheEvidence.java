package dev.llmbench.core.internal.probe;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What prompts that were asked twice say about a prefix cache.
 *
 * @param pairs at least one
 */
record CacheEvidence(List<Pair> pairs) {
    /** A repeat must be faster by this factor to count, since times on a network scatter. */
    private static final double CLEARLY_FASTER = 0.7;

    /** One pair may be chance. */
    private static final int ENOUGH_PAIRS = 2;

    /**
     * One prompt asked twice.
     *
     * @param first the time to the first token when it was new
     * @param again the time when it was asked again
     * @param cached tokens that usage called cached the second time; empty where it doesn't tell
     * @param prompt tokens of the prompt; empty where usage doesn't tell
     */
    record Pair(Duration first, Duration again, OptionalLong cached, OptionalLong prompt) {
        boolean faster() {
            return again.toNanos() < CLEARLY_FASTER * first.toNanos();
        }
    }

    CacheEvidence {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty()) {
            throw new IllegalArgumentException("evidence needs at least one pair");
        }
    }

    /** What is seen, and how sure that is. */
    String words() {
        String times = "first token after " + Times.words(first()) + " when new, " + Times.words(again())
                + " when asked again (medians of " + pairs.size() + ")";
        if (cached().isPresent()) {
            boolean on = cached().getAsLong() > 0;
            return (on ? "on, surely" : "off, as far as was seen") + ": usage tells " + cached().getAsLong() + " of "
                    + prompt() + " prompt tokens cached when a prompt is asked again; " + times;
        }
        long faster = pairs.stream().filter(Pair::faster).count();
        if (faster == pairs.size() && faster >= ENOUGH_PAIRS) {
            return "on, likely: " + faster + " of " + pairs.size() + " repeats were clearly faster, " + times
                    + "; usage doesn't tell cached tokens";
        }
        return "no sign of one, not sure: " + faster + " of " + pairs.size() + " repeats were clearly faster, " + times
                + "; usage doesn't tell cached tokens";
    }

    /** The numbers by name. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new TreeMap<>();
        figures.put("firstTokenNewMillis", Times.millis(first()));
        figures.put("firstTokenAgainMillis", Times.millis(again()));
        cached().ifPresent(tokens -> figures.put("cachedTokens", (double) tokens));
        return figures;
    }

    private Duration first() {
        return Times.median(pairs.stream().map(Pair::first).toList());
    }

    private Duration again() {
        return Times.median(pairs.stream().map(Pair::again).toList());
    }

    /** The largest, as an early block may be shared by chance and a late one be evicted. */
    private OptionalLong cached() {
        return pairs.stream().flatMapToLong(pair -> pair.cached().stream()).max();
    }

    private String prompt() {
        OptionalLong most =
                pairs.stream().flatMapToLong(pair -> pair.prompt().stream()).max();
        return most.isPresent() ? Long.toString(most.getAsLong()) : "an unknown number of";
    }
}
