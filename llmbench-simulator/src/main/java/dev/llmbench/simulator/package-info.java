/**
 * Inference servers to test against, real HTTP servers on loopback: {@link dev.llmbench.simulator.ScriptedServer} does
 * exactly what a script says and tells when it did it, {@link dev.llmbench.simulator.ModelledServer} behaves like an engine
 * with continuous batching.
 */
@NullMarked
package dev.llmbench.simulator;

import org.jspecify.annotations.NullMarked;
