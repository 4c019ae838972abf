/** Micro-benchmarks of the paths that run once per token. */
@NullMarked
package dev.llmbench.benchmarks;

import org.jspecify.annotations.NullMarked;
