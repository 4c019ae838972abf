/** The routes and wire formats of Ollama. */
@NullMarked
package dev.llmbench.simulator.internal.ollama;

import org.jspecify.annotations.NullMarked;
