/** What reports say, apart from the forms in which they say it. Not for use outside this module. */
@NullMarked
package dev.llmbench.report.internal;

import org.jspecify.annotations.NullMarked;
