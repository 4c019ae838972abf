/** The load generator watches itself: whether it could do what it was asked, and whether it did. */
@NullMarked
package dev.llmbench.core.internal.watch;

import org.jspecify.annotations.NullMarked;
