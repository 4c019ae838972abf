/** What results mean: pure functions of what was measured, without input, output or a clock. */
@NullMarked
package dev.llmbench.core.internal.analysis;

import org.jspecify.annotations.NullMarked;
