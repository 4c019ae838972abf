/** What is asked: prompts of known length. */
@NullMarked
package dev.llmbench.core.internal.workload;

import org.jspecify.annotations.NullMarked;
