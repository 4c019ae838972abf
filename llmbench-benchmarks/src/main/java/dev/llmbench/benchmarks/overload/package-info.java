/** What llmbench says of its own figures when it is driven over its limit. */
@NullMarked
package dev.llmbench.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
