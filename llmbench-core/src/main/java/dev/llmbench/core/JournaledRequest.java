package dev.llmbench.core;

import dev.llmbench.api.FailureKind;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run's journal tells of one request: raw stamps, from which every definition of a latency can be computed. What the
 * stamps mean is told in {@code docs/metrics.md}.
 *
 * @param id number of the request in the run, from 0
 * @param level number of the level in the plan, from 0; a level that broke is missing in the result, so that its
 *     requests are found by {@link RunJournal#of}
 * @param phase the part of the level in which it was due
 * @param outcome what became of it
 * @param failure why it failed; absent unless it did
 * @param stamps when what happened
 * @param tokens its lengths
 * @param localPort the TCP port of this side of its connection, by which it is found in the logs of a server or in a packet
 *     trace; absent where no connection stood, and in journals of versions that didn't tell
 */
public record JournaledRequest(
        long id,
        int level,
        Phase phase,
        Outcome outcome,
        Optional<Failure> failure,
        Stamps stamps,
        Tokens tokens,
        Optional<Integer> localPort) {
    /** The part of a level in which a request was due. */
    public enum Phase {
        /** Before the measured window. */
        WARM_UP,
        /** In the measured window. */
        MEASURED,
        /** After it, only to keep the load on. */
        HELD
    }

    /** What became of a request. */
    public enum Outcome {
        /** Answered with at least one token and a proper end. */
        SUCCEEDED,
        /** Went wrong. */
        FAILED,
        /** Still open when the level was cut off. */
        CENSORED,
        /** Ended by plan. */
        CANCELLED,
        /** Could not be offered because of the cap on requests in flight. */
        DROPPED
    }

    /**
     * Why a request failed.
     *
     * @param kind the kind
     * @param status the HTTP status; absent without one
     * @param message the words, secrets replaced
     */
    public record Failure(FailureKind kind, Optional<Integer> status, String message) {}

    /**
     * When what happened, counted from {@link RunJournal#startedAt()}; absent where the request never got so far.
     *
     * @param scheduled when it was due
     * @param dequeued when the client took it up
     * @param requestWritten just before its first byte was written
     * @param firstEvent the first event of the answer, with or without a token
     * @param firstToken the first token of any channel
     * @param firstContent the first visible content
     * @param lastToken the last token
     * @param end the end of the answer
     */
    public record Stamps(
            Duration scheduled,
            Optional<Duration> dequeued,
            Optional<Duration> requestWritten,
            Optional<Duration> firstEvent,
            Optional<Duration> firstToken,
            Optional<Duration> firstContent,
            Optional<Duration> lastToken,
            Optional<Duration> end) {}

    /**
     * Lengths, in tokens.
     *
     * @param outputWanted wanted length of the answer
     * @param prompt prompt tokens by the server's usage; absent where it didn't tell
     * @param output output tokens by the server's usage; absent where it didn't tell
     * @param events token-bearing events that the client saw
     * @param serverOutputTime how long the server says that it generated; absent where it didn't tell
     * @param promptWanted wanted length of the prompt; absent where none was wanted
     */
    public record Tokens(
            int outputWanted,
            Optional<Long> prompt,
            Optional<Long> output,
            int events,
            Optional<Duration> serverOutputTime,
            Optional<Integer> promptWanted) {}
}
