package dev.llmbench.api.spi;

/**
 * Understands the body of one answer, as it arrives.
 *
 * <p><b>What it reports does not depend on where reads are cut</b>, except that an event's time is that of the read
 * that brought its last byte. Unknown fields are ignored. What can't be understood is reported as
 * {@link DecodeSink#protocolError}, never thrown and never counted as a token. In steady state it allocates nothing.
 *
 * <p>Used by one thread at a time; it sees decoded body bytes: chunk framing and TLS are already gone.
 */
public interface ResponseDecoder {
    /**
     * Forgets the previous answer and prepares for the next.
     *
     * @param streamed whether the request asked for a stream; otherwise the body is one document
     */
    void reset(boolean streamed);

    /**
     * Takes the bytes {@code buffer[from … to)}.
     *
     * @param buffer a buffer of the caller, valid only during this call
     * @param from the first byte
     * @param to behind the last byte
     * @param nanos when the read that brought these bytes returned, on the clock of {@link System#nanoTime()}
     * @param sink where to report what was found
     */
    void read(byte[] buffer, int from, int to, long nanos, DecodeSink sink);

    /**
     * Tells that the body is complete: what is still held back is reported now.
     *
     * @param nanos when the end was seen
     * @param sink where to report
     */
    void end(long nanos, DecodeSink sink);
}
