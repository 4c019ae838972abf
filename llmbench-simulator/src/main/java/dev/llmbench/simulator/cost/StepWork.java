package dev.llmbench.simulator.cost;

/**
 * What an engine has to do in one step.
 *
 * @param sequences that have one token decoded
 * @param contextTokens of all of these together, in the cache
 * @param prefillTokens tokens of prompts that are read
 * @param prefillPairs tokens that those look at, added up over them; a prompt's first token looks at itself
 */
public record StepWork(int sequences, long contextTokens, long prefillTokens, long prefillPairs) {}
