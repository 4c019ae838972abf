/**
 * How far what llmbench measured is from what a reference server did: start at {@link dev.llmbench.accuracy.Accuracy} to hold a
 * run against the stamps of its server.
 *
 * <p>The truth is computed from the server's stamps by the definitions of {@code docs/metrics.md}, with code of its own: a
 * mistake in the code that measures must not hide itself.
 */
@NullMarked
package dev.llmbench.accuracy;

import org.jspecify.annotations.NullMarked;
