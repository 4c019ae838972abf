/** From what was recorded of a level to its figures. */
@NullMarked
package dev.llmbench.core.internal.measure;

import org.jspecify.annotations.NullMarked;
