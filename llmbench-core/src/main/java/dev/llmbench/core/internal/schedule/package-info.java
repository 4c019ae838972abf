/** When requests are due: pure values, apart from threads. */
@NullMarked
package dev.llmbench.core.internal.schedule;

import org.jspecify.annotations.NullMarked;
