/** HTTP/1.1 on loopback: bytes in, complete requests out, and nothing between an answer's bytes and the socket. */
@NullMarked
package dev.llmbench.simulator.internal.http;

import org.jspecify.annotations.NullMarked;
