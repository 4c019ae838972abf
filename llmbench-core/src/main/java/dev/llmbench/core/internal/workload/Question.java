package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;

/**
 * One question of a workload.
 *
 * @param prompt what to answer
 * @param promptTokens the wanted length of the prompt in the sense of the workload, or 0 where it isn't set (own prompts)
 * @param outputTokens the wanted length of the answer, at least 1
 */
public record Question(Prompt prompt, int promptTokens, int outputTokens) {}
