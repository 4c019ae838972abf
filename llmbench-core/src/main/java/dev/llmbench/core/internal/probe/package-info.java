/** What is asked of a server before a run, so that mistakes end it in one line and facts are on record. */
@NullMarked
package dev.llmbench.core.internal.probe;

import org.jspecify.annotations.NullMarked;
