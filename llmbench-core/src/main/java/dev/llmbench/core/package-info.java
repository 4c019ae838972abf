/** Load generation and measurement, and the files of a run. */
@NullMarked
package dev.llmbench.core;

import org.jspecify.annotations.NullMarked;
