/** A wire protocol as an outsider would add it: only the public API is used. */
@NullMarked
package dev.llmbench.examples.plugin;

import org.jspecify.annotations.NullMarked;
