/** Where the processor's time goes while tokens come in. */
@NullMarked
package dev.llmbench.benchmarks.hotpath;

import org.jspecify.annotations.NullMarked;
