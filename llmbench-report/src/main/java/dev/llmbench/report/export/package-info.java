/** Results as the files of other tools, each with that tool's own definitions. Start at {@code Export}. */
@NullMarked
package dev.llmbench.report.export;

import org.jspecify.annotations.NullMarked;
