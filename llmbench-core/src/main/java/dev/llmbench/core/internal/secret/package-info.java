/** Secrets: found by their references, kept out of every text. */
@NullMarked
package dev.llmbench.core.internal.secret;

import org.jspecify.annotations.NullMarked;
