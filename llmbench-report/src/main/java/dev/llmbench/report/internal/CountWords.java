package dev.llmbench.report.internal;

import dev.llmbench.api.RequestCounts;

/** What became of requests, as a sum that can be checked by eye. */
final class CountWords {
    private CountWords() {}

    /** All terms that are not zero, and always those that succeeded. */
    static String sum(RequestCounts counts) {
        StringBuilder words = new StringBuilder(Figures.count(counts.offered()))
                .append(" offered = ")
                .append(Figures.count(counts.succeeded()))
                .append(" succeeded");
        term(words, counts.failedTotal(), "failed");
        term(words, counts.censored(), "still open at the end");
        term(words, counts.cancelled(), "cancelled");
        term(words, counts.dropped(), "dropped");
        return words.toString();
    }

    private static void term(StringBuilder words, long count, String name) {
        if (count > 0) {
            words.append(" + ").append(Figures.count(count)).append(' ').append(name);
        }
    }
}
