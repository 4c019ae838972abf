package dev.llmbench.api;

/**
 * Whether a level kept a promise.
 *
 * @param objective the promise
 * @param measured the percentile over all requests, failed and dropped ones infinitely slow
 * @param met whether it is at or below the limit; without samples it is not met
 */
public record ObjectiveOutcome(Objective objective, Quantile measured, boolean met) {}
