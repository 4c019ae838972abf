/** Time as something that tests advance by hand. */
@NullMarked
package dev.llmbench.core.internal.time;

import org.jspecify.annotations.NullMarked;
