package dev.llmbench.simulator.script;

/** How the length of a body is told in HTTP/1.1. */
public enum Framing {
    /** {@code Transfer-Encoding: chunked}; every write is one chunk. */
    CHUNKED,
    /** {@code Content-Length} of all bytes that the steps name, also of those an early ending leaves unsent. */
    CONTENT_LENGTH,
    /** Neither: the body ends when the connection does. */
    UNTIL_CLOSE
}
