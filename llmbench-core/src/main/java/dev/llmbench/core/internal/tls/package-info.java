/** Which certificates are trusted. */
@NullMarked
package dev.llmbench.core.internal.tls;

import org.jspecify.annotations.NullMarked;
