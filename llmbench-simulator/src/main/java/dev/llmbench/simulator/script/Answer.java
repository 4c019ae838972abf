package dev.llmbench.simulator.script;

/**
 * What a scripted server answers to one request; {@link Answers} makes them.
 *
 * <p>Immutable. A {@link StepAnswer} names every byte, a {@link TokenAnswer} names tokens and their times and leaves the
 * bytes to the route that was asked.
 */
public sealed interface Answer permits StepAnswer, TokenAnswer {}
