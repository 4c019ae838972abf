/** What became of each request: stamps, weights, counts. */
@NullMarked
package dev.llmbench.core.internal.record;

import org.jspecify.annotations.NullMarked;
