/** Bytes as they come from a socket: searched, kept and shown. */
@NullMarked
package dev.llmbench.core.internal.bytes;

import org.jspecify.annotations.NullMarked;
