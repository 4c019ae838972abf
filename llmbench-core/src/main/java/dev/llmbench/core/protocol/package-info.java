/** The protocols that come with llmbench, chosen by id or made directly. */
@NullMarked
package dev.llmbench.core.protocol;

import org.jspecify.annotations.NullMarked;
