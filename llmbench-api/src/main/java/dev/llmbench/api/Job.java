package dev.llmbench.api;

import java.util.Objects;

/**
 * A plan and where it is carried out: what files, remote calls and matrices carry.
 *
 * @param plan what to ask
 * @param where on which server
 */
public record Job(BenchmarkPlan plan, Where where) {
    /** Refuses null. */
    public Job {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(where, "where");
    }
}
