/** Start at {@link dev.llmbench.core.LlmBench}: measure an LLM inference server from a Java program. */
@NullMarked
package dev.llmbench.core;

import org.jspecify.annotations.NullMarked;
