/** The continuous-batching model in real time on one event loop, and what the faces of all engines share. */
@NullMarked
package dev.llmbench.simulator.internal.modelled;

import org.jspecify.annotations.NullMarked;
