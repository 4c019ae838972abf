package dev.llmbench.core.internal.record;

import dev.llmbench.api.FailureKind;
import java.util.Optional;

/**
 * Everything known of one request when it is over: what the journal and the event file keep.
 *
 * <p>Stamps are {@code System.nanoTime()} values; {@link #ABSENT} where the request never got so far.
 *
 * @param id number of the request in the run, from 0
 * @param level number of the level in the run, from 0
 * @param phase the phase in which it was scheduled
 * @param outcome what became of it
 * @param failure why it failed, when it failed
 * @param stamps when what happened
 * @param tokens lengths wanted and real
 * @param serverTimes how long the server says that it worked
 * @param arrivals one element per socket read that brought tokens
 * @param localPort the TCP port of this side of its connection, 0 where none stood
 */
public record RequestRecord(
        long id,
        int level,
        Phase phase,
        Outcome outcome,
        Optional<Failure> failure,
        Stamps stamps,
        Tokens tokens,
        ServerTimes serverTimes,
        Arrivals arrivals,
        int localPort) {
    /** A stamp that was never taken. */
    public static final long ABSENT = Long.MIN_VALUE;

    /**
     * Why a request failed.
     *
     * @param kind the kind
     * @param status the HTTP status, or 0 without one
     * @param message the words, secrets replaced, at most 500 characters
     */
    public record Failure(FailureKind kind, int status, String message) {}

    /** When what happened; the definitions stand in docs/metrics.md. */
    public record Stamps(
            long scheduled,
            long dequeued,
            long connectionAcquired,
            long requestWritten,
            long headers,
            long firstByte,
            long firstEvent,
            long firstToken,
            long firstContent,
            long lastToken,
            long usage,
            long end) {}

    /**
     * Lengths, in tokens.
     *
     * @param promptWanted wanted prompt length, 0 where not set
     * @param outputWanted wanted answer length
     * @param prompt prompt tokens by usage, -1 where not told
     * @param output output tokens by usage, -1 where not told
     * @param cachedPrompt prompt tokens from a cache by usage, -1 where not told
     * @param events token-bearing events that the client saw
     * @param reconnected whether it was sent again once on a fresh connection
     * @param streamed whether the answer was asked for as a stream
     */
    public record Tokens(
            int promptWanted,
            int outputWanted,
            long prompt,
            long output,
            long cachedPrompt,
            int events,
            boolean reconnected,
            boolean streamed) {}

    /**
     * How long the server says that it worked; kept beside the stamps, never mixed with them.
     *
     * @param promptNanos reading the prompt, -1 where not told
     * @param outputNanos generating the answer, -1 where not told
     */
    public record ServerTimes(long promptNanos, long outputNanos) {}

    /**
     * Arrivals of tokens: parallel arrays of {@code count} used elements.
     *
     * @param count how many elements are used
     * @param nanos the stamp of each arrival
     * @param events how many token-bearing events it brought
     * @param exactTokens how many tokens the server said they bore, 0 where it didn't say
     */
    @SuppressWarnings("ArrayRecordComponent") // a plain carrier between two threads, compared nowhere
    public record Arrivals(int count, long[] nanos, int[] events, int[] exactTokens) {
        /** No arrivals. */
        public static final Arrivals NONE = new Arrivals(0, new long[0], new int[0], new int[0]);
    }
}
