/** The files of a run: plans, results, the journal of requests. */
@NullMarked
package dev.llmbench.core.internal.file;

import org.jspecify.annotations.NullMarked;
