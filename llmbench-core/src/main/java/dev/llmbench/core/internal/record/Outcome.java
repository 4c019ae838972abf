package dev.llmbench.core.internal.record;

/** What became of a request. */
public enum Outcome {
    SUCCEEDED,
    FAILED,
    /** Still open at the drain limit, or when a stop rule or the user ended the run. */
    CENSORED,
    /** Ended by plan. */
    CANCELLED,
    /** Could not be offered. */
    DROPPED
}
