/** The HTTP face of the continuous-batching model, in real time on one event loop. */
@NullMarked
package dev.llmbench.simulator.internal.modelled;

import org.jspecify.annotations.NullMarked;
