/** HTTP/1.1 as a load generator needs it: the framing of responses, without a library's copies and buffers. */
@NullMarked
package dev.llmbench.core.internal.http;

import org.jspecify.annotations.NullMarked;
