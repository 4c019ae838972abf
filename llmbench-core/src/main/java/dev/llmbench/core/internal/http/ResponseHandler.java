package dev.llmbench.core.internal.http;

/**
 * Receives one response: a head, its headers, its body in pieces, and how it ended.
 *
 * <p>Either {@link #end} or {@link #malformed} comes last, once.
 */
public interface ResponseHandler {
    /**
     * Reports the status line; interim responses (1xx) are not reported.
     *
     * @param status the code, 200 to 999
     */
    void head(int status);

    /**
     * Reports a header that was asked for.
     *
     * @param name the name as it was asked for, whatever its case in the response
     * @param value the value without surrounding white space
     */
    void header(String name, String value);

    /** Reports that all headers have been read; the body follows. */
    default void headComplete() {}

    /**
     * Reports bytes of the body, without framing.
     *
     * @param buffer the caller's buffer
     * @param from the first byte
     * @param to behind the last byte
     */
    void body(byte[] buffer, int from, int to);

    /**
     * Reports that the response is complete.
     *
     * @param keepAlive whether the connection may carry another
     */
    void end(boolean keepAlive);

    /**
     * Reports that the response can't be understood or was cut off; the connection is of no further use.
     *
     * @param what what was wrong, with a sample where that helps
     */
    void malformed(String what);
}
