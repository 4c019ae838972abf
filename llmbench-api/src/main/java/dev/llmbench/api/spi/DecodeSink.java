package dev.llmbench.api.spi;

/**
 * Receives what a {@link ResponseDecoder} found, in the order of the stream.
 *
 * <p>One call for each event that bears tokens; calls with equal {@code nanos} belong to one socket read and form one
 * <em>arrival</em>. Everything is passed in primitives: these calls happen once per token.
 */
public interface DecodeSink {
    /** The token count of an event is not told by the server. */
    int UNKNOWN_TOKENS = 0;

    /** Where an event's text belongs. */
    enum Channel {
        /** The visible answer. */
        CONTENT,
        /** Reasoning, thinking. */
        REASONING,
        /** Arguments of a tool call. */
        TOOL_CALL
    }

    /** How a server said that an answer is over. */
    enum Finish {
        /** At a natural end or a stop word. */
        STOP,
        /** At the wanted or the largest length. */
        LENGTH,
        /** With a tool call. */
        TOOL_CALLS,
        /** Aborted or failed inside the server; such a request has failed. */
        ERROR,
        /** A reason that this version doesn't know. */
        OTHER
    }

    /**
     * Reports any event of the stream, token-bearing or not, before what it contains.
     *
     * @param nanos the event's stamp
     */
    void event(long nanos);

    /**
     * Reports an event that bears tokens: non-empty content, completion text, reasoning or tool-call arguments.
     *
     * @param nanos the event's stamp
     * @param channel where the text belongs
     * @param exactTokens how many tokens the server said it brought, or {@link #UNKNOWN_TOKENS}
     */
    void tokens(long nanos, Channel channel, int exactTokens);

    /**
     * Reports token counts of the whole answer. Of each count the last one told wins.
     *
     * @param nanos the event's stamp
     * @param promptTokens tokens of the prompt, or -1 when not told
     * @param outputTokens tokens of the answer including reasoning, or -1 when not told
     * @param cachedPromptTokens tokens of the prompt served from a prefix cache, or -1 when not told
     */
    void usage(long nanos, long promptTokens, long outputTokens, long cachedPromptTokens);

    /**
     * Reports how long the server says that it worked on the answer; a cross-check that is kept beside the client's own
     * stamps and never mixed with them. The last call wins.
     *
     * @param nanos the event's stamp
     * @param promptNanos reading the prompt, or -1 when not told
     * @param outputNanos generating the answer, or -1 when not told
     */
    default void serverTimes(long nanos, long promptNanos, long outputNanos) {}

    /**
     * Reports the finish reason.
     *
     * @param nanos the event's stamp
     * @param finish why the answer ended
     */
    void finish(long nanos, Finish finish);

    /**
     * Reports the protocol's own end mark, such as {@code [DONE]}.
     *
     * @param nanos the event's stamp
     */
    void done(long nanos);

    /**
     * Reports an error that the server sent inside an answer of status 200.
     *
     * @param nanos the event's stamp
     * @param message the server's words, at most 500 characters
     */
    void serverError(long nanos, String message);

    /**
     * Reports bytes that can't be understood.
     *
     * @param nanos the event's stamp
     * @param message what was expected, with a sample of at most 500 characters
     */
    void protocolError(long nanos, String message);
}
