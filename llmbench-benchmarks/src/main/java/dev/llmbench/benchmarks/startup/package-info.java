/** How long it takes from the start of a process to what its user waits for. */
@NullMarked
package dev.llmbench.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
