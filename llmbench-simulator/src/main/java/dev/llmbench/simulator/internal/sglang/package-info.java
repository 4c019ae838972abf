/** The routes and wire formats of SGLang. */
@NullMarked
package dev.llmbench.simulator.internal.sglang;

import org.jspecify.annotations.NullMarked;
