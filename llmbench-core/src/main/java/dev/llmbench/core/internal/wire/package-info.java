/** How servers are asked and understood: requests, event streams and JSON, read without garbage. */
@NullMarked
package dev.llmbench.core.internal.wire;

import org.jspecify.annotations.NullMarked;
