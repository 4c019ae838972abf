package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.DecodeSink;

/**
 * One JSON document of an answer in the form of one protocol: an event of a stream, a line, or the whole answer.
 *
 * <p>Used again for every document; nothing is allocated unless one is broken or tells an error.
 */
interface AnswerPiece {
    /** Forgets the answer to which the documents so far belonged, where it keeps anything of it. */
    default void reset() {}

    /** Reads the document {@code bytes[from … to)}; false when it is no JSON object, see {@link #failure}. */
    boolean scan(byte[] bytes, int from, int to);

    /** Returns why the document could not be read. */
    String failure();

    boolean isError();

    /** Returns the error's words. */
    String errorMessage();

    /** Returns whether the document holds what a whole answer must hold. */
    boolean isAnswer();

    /** Returns whether the document says that nothing follows it. */
    default boolean isLast() {
        return false;
    }

    /**
     * Reports what the document brought: tokens, the finish reason, usage.
     *
     * @param nanos when it came
     * @param credit of the answer to which the document belongs
     * @param sink where to report
     */
    void report(long nanos, TokenCredit credit, DecodeSink sink);
}
