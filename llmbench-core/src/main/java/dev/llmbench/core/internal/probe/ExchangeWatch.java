package dev.llmbench.core.internal.probe;

/** Is told when what of an exchange happens, in nanoseconds of the monotonic clock. */
interface ExchangeWatch {
    /** Wants to know nothing. */
    ExchangeWatch NOBODY = new ExchangeWatch() {};

    /** The connection stands, the request is about to be written. */
    default void writing(long nanos) {}

    /** The status line was read. */
    default void head(long nanos) {}

    /** A part of the body was read, without its framing. */
    default void body(byte[] buffer, int from, int to, long nanos) {}
}
