package dev.llmbench.simulator.internal.http;

/**
 * What arrived is no HTTP request; fired as an event so that the server behind can answer in its own name.
 *
 * @param status code and reason phrase
 */
public record BadRequest(String status) {}
