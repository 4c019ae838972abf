/** Continuous batching as pure arithmetic: no thread, no clock, no socket. */
@NullMarked
package dev.llmbench.simulator.internal.model;

import org.jspecify.annotations.NullMarked;
