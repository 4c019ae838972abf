/** The OpenAI routes as vLLM speaks them: what a request asks for, and the bytes of its chunks. */
@NullMarked
package dev.llmbench.simulator.internal.openai;

import org.jspecify.annotations.NullMarked;
