package dev.llmbench.simulator.script;

import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Which of a script's answers a request gets.
 *
 * @param rule the rule
 * @param seed for {@link Rule#SEEDED}, else without effect
 */
public record Order(Rule rule, long seed) {
    /** How the index of a request becomes the index of an answer. */
    public enum Rule {
        /** One after the other; the last answer repeats. */
        REPEAT_LAST,
        /** One after the other, from the first again after the last. */
        CYCLE,
        /** Drawn for each request from seed and index: the same request index always gets the same answer. */
        SEEDED
    }

    /** Refuses null. */
    public Order {
        Objects.requireNonNull(rule, "rule");
    }

    /**
     * Returns the answer that a request gets.
     *
     * @param request index of the request in the order of arrival, from 0
     * @param answers how many answers there are, at least 1
     * @return an index below {@code answers}
     */
    public int answerOf(int request, int answers) {
        if (rule == Rule.CYCLE) {
            return request % answers;
        }
        if (rule == Rule.SEEDED) {
            return new SplittableRandom(seed + request * 0x9E3779B97F4A7C15L).nextInt(answers);
        }
        return Math.min(request, answers - 1);
    }
}
