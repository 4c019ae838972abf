/** The command {@code llmbench}: a thin user of the library. */
@NullMarked
package dev.llmbench.cli;

import org.jspecify.annotations.NullMarked;
