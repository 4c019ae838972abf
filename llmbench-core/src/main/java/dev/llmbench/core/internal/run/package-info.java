/** A whole run: the one place where probing, load, recording and files meet. */
@NullMarked
package dev.llmbench.core.internal.run;

import org.jspecify.annotations.NullMarked;
