/** HTTP/1.1 over Netty: event loops, connections, TLS and proxies. The only package that knows Netty. */
@NullMarked
package dev.llmbench.core.internal.transport;

import org.jspecify.annotations.NullMarked;
