package dev.llmbench.api;

import java.util.ArrayList;
import java.util.List;

/**
 * What a result is judged by.
 *
 * @param objectives promises to keep; none means that goodput is not reported
 * @param limits when a measurement is doubtful or invalid
 */
public record Criteria(List<Objective> objectives, ValidityLimits limits) {
    private static final Criteria DEFAULTS = new Criteria(List.of(), ValidityLimits.defaults());

    /** Copies the objectives. */
    public Criteria {
        objectives = List.copyOf(objectives);
    }

    /**
     * Returns no objectives and the default limits.
     *
     * @return the criteria
     */
    public static Criteria defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these criteria with one more objective.
     *
     * @param objective the promise
     * @return new criteria
     */
    public Criteria withObjective(Objective objective) {
        List<Objective> more = new ArrayList<>(objectives);
        more.add(objective);
        return new Criteria(more, limits);
    }

    /**
     * Returns these criteria with other limits.
     *
     * @param validity when a measurement is doubtful or invalid
     * @return new criteria
     */
    public Criteria withLimits(ValidityLimits validity) {
        return new Criteria(objectives, validity);
    }
}
