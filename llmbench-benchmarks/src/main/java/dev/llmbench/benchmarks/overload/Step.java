package dev.llmbench.benchmarks.overload;

import java.util.ArrayList;
import java.util.List;

/**
 * One strength of the load.
 *
 * @param number from 1
 * @param streams users with one answer under way each
 * @param rate tokens a second of each stream
 */
record Step(int number, int streams, double rate) {
    /** How long an answer is sent: long enough for a time per token, short enough that every window has thousands of answers. */
    private static final double ANSWER_SECONDS = 1.5;

    private static final int FEWEST_TOKENS = 8;

    /** Returns steps whose load grows by the same factor from each to the next. */
    static List<Step> between(double lowest, double highest, int count, int streams) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double share = count == 1 ? 1 : (double) i / (count - 1);
            steps.add(new Step(i + 1, streams, lowest * Math.pow(highest / lowest, share) / streams));
        }
        return steps;
    }

    /** Returns how many tokens a second all streams are sent at, between their answers' first and last. */
    double tokensPerSecond() {
        return streams * rate;
    }

    /** Returns the length of an answer. */
    int tokens() {
        return (int) Math.max(FEWEST_TOKENS, Math.round(rate * ANSWER_SECONDS));
    }
}
