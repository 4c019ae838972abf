/** The routes and wire formats of vLLM. */
@NullMarked
package dev.llmbench.simulator.internal.vllm;

import org.jspecify.annotations.NullMarked;
