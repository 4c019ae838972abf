package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

import dev.llmbench.api.FailureKind;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What happens to one request, while it happens: stamps, counts and what the decoder finds. Used again for the next
 * request of its user; belongs to one event loop.
 */
public final class RequestTrace extends TokenTrace {
    long id;
    long scheduled;
    long dequeued;
    long connectionAcquired;
    long requestWritten;
    long headers;
    long firstByte;
    long usage;
    long endMark;
    long end;
    int localPort;
    int promptWanted;
    int outputWanted;
    boolean streamed;
    boolean openedConnection;
    boolean reconnected;
    long promptTokens;
    long outputTokens;
    long cachedPromptTokens;
    long serverPromptNanos;
    long serverOutputNanos;
    int status;

    private final Judgement judgement = new Judgement();

    /**
     * Begins a request.
     *
     * @param number its number in the run
     * @param dueAt when it was scheduled
     * @param buffer where its arrivals go
     * @param counters what is counted while it runs
     */
    public void begin(long number, long dueAt, ArrivalBuffer buffer, LiveCounters counters) {
        id = number;
        scheduled = dueAt;
        dequeued = connectionAcquired = requestWritten = headers = firstByte = ABSENT;
        firstEvent = firstToken = firstContent = lastToken = usage = endMark = end = ABSENT;
        promptTokens = outputTokens = cachedPromptTokens = -1;
        serverPromptNanos = serverOutputNanos = -1;
        events = exactEvents = status = localPort = 0;
        exactTokens = 0;
        openedConnection = reconnected = false;
        judgement.reset();
        arrivals = buffer;
        live = counters;
    }

    /**
     * Tells what is asked.
     *
     * @param prompt wanted prompt length, 0 where not set
     * @param output wanted answer length
     * @param asStream whether the answer shall come token by token
     */
    public void asks(int prompt, int output, boolean asStream) {
        promptWanted = prompt;
        outputWanted = output;
        streamed = asStream;
    }

    /** Stamps that the request's turn has come. */
    public void dequeuedAt(long nanos) {
        dequeued = nanos;
    }

    /** Stamps that a connection stands; the first one counts, but the port is that of the last, which was answered. */
    public void connectionAt(long nanos, boolean opened, int port) {
        localPort = port;
        if (connectionAcquired == ABSENT) {
            connectionAcquired = nanos;
            openedConnection = opened;
        }
    }

    /** Stamps that the first byte is about to be written; the first time counts. */
    public void writtenAt(long nanos) {
        if (requestWritten == ABSENT) {
            requestWritten = nanos;
        }
    }

    /** Notes that the request is sent again on a fresh connection. */
    public void sentAgain() {
        reconnected = true;
    }

    /** Stamps the first byte of an answer, and notes how long what may be its first token has waited for the loop. */
    public void bytesAt(long nanos, long waitedNanos) {
        if (firstToken == ABSENT) {
            firstTokenWaited = waitedNanos;
            if (firstByte == ABSENT) {
                firstByte = nanos;
            }
        }
    }

    /** Stamps status and headers. */
    public void headAt(long nanos, int httpStatus) {
        headers = nanos;
        status = httpStatus;
    }

    /** Notes a failure; the first one counts. */
    public void failed(FailureKind kind, String words) {
        judgement.failed(kind, words);
    }

    /** Notes that the connection went away: what can't be understood from here on was cut through, not malformed. */
    public void cutShort() {
        judgement.cutShort();
    }

    /** Stamps the end. */
    public void endedAt(long nanos) {
        end = nanos;
    }

    /** Returns when it ended. */
    public long ended() {
        return end;
    }

    /** Stamps the end of a request that is cut off from this side: an answer that was over then had its own end. */
    public void cutOffAt(long nanos) {
        end = markedEnd() ? endMark : nanos;
    }

    @Override
    public void usage(long nanos, long prompt, long output, long cachedPrompt) {
        if (prompt >= 0 || output >= 0) { // a server may tell of its cache without counting anything
            usage = nanos;
        }
        promptTokens = prompt >= 0 ? prompt : promptTokens;
        outputTokens = output >= 0 ? output : outputTokens;
        cachedPromptTokens = cachedPrompt >= 0 ? cachedPrompt : cachedPromptTokens;
    }

    @Override
    public void serverTimes(long nanos, long promptNanos, long outputNanos) {
        serverPromptNanos = promptNanos >= 0 ? promptNanos : serverPromptNanos;
        serverOutputNanos = outputNanos >= 0 ? outputNanos : serverOutputNanos;
    }

    @Override
    public void finish(long nanos, Finish reason) {
        judgement.properEnd();
        if (reason == Finish.ERROR) {
            failed(FailureKind.SERVER_ERROR_IN_STREAM, "the server ended the answer with an error as finish reason");
        }
    }

    @Override
    public void done(long nanos) {
        endMark = nanos;
        judgement.properEnd();
    }

    @Override
    public void serverError(long nanos, String words) {
        failed(FailureKind.SERVER_ERROR_IN_STREAM, words);
    }

    @Override
    public void protocolError(long nanos, String words) {
        judgement.notUnderstood(words);
    }

    /** Judges an answer whose body is complete. */
    public Outcome judge() {
        return judgement.complete(events);
    }

    /** Judges an answer that broke off; the kind and its words count unless it had come to a proper end before. */
    public Outcome judge(FailureKind kind, String words) {
        return judgement.ended(events, kind, words);
    }

    /** Returns whether any byte of an answer has come. */
    public boolean answered() {
        return firstByte != ABSENT;
    }

    /** Returns whether the answer's own end mark has come: of it nothing is missing, whatever the connection does. */
    public boolean markedEnd() {
        return endMark != ABSENT;
    }

    /** Returns why it failed, if it did. */
    public Optional<FailureKind> failure() {
        return judgement.failure();
    }

    /** Returns whether the answer was asked for token by token. */
    public boolean streamed() {
        return streamed;
    }

    /** Returns when the request was due. */
    public long scheduled() {
        return scheduled;
    }

    /** Returns when its first byte was written, or {@link RequestRecord#ABSENT}. */
    public long requestWritten() {
        return requestWritten;
    }

    /** Returns the buffer of its arrivals. */
    public ArrivalBuffer arrivals() {
        return arrivals;
    }

    /**
     * Returns everything that is known, for the journal.
     *
     * @param level number of the level in the run
     * @param phase the phase in which it was scheduled
     * @param outcome what became of it
     * @param redactor takes secrets out of a failure's words: servers like to repeat the key that they refuse
     * @return the record, which shares the arrivals' arrays
     */
    public RequestRecord toRecord(int level, Phase phase, Outcome outcome, UnaryOperator<String> redactor) {
        Optional<RequestRecord.Failure> why =
                failure().map(kind -> new RequestRecord.Failure(kind, status, redactor.apply(judgement.message())));
        return new RequestRecord(
                id,
                level,
                phase,
                outcome,
                outcome == Outcome.FAILED ? why : Optional.empty(),
                new RequestRecord.Stamps(
                        scheduled,
                        dequeued,
                        connectionAcquired,
                        requestWritten,
                        headers,
                        firstByte,
                        firstEvent,
                        firstToken,
                        firstContent,
                        lastToken,
                        usage,
                        end),
                new RequestRecord.Tokens(
                        promptWanted,
                        outputWanted,
                        promptTokens,
                        outputTokens,
                        cachedPromptTokens,
                        events,
                        reconnected,
                        streamed),
                new RequestRecord.ServerTimes(serverPromptNanos, serverOutputNanos),
                arrivals.view(),
                localPort);
    }
}
