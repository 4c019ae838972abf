package dev.llmbench.api;

/**
 * What met every objective of the plan.
 *
 * @param requests requests of the window that met every objective, per second of the window
 * @param outputTokens their output tokens, per second of the window
 * @param shareOfOffered those requests as a share of the requests offered in the window
 */
public record Goodput(Rate requests, Rate outputTokens, double shareOfOffered) {}
