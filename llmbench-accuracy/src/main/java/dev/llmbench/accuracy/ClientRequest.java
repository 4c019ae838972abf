package dev.llmbench.accuracy;

import dev.llmbench.core.JournaledRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One request as the client's journal tells it, its stamps on the clock that the server's share.
 *
 * @param id its number in the run
 * @param outcome what became of it
 * @param localPort the port of this side of its connection; 0 where the journal doesn't tell
 * @param scheduledNanos when it was due
 * @param writtenNanos just before its first byte was written
 * @param firstEventNanos the first event of its answer
 * @param firstTokenNanos the first token
 * @param lastTokenNanos the last token
 * @param events token-bearing events that were seen
 * @param tokens output tokens by the server's usage; empty where it never came
 */
record ClientRequest(
        long id,
        JournaledRequest.Outcome outcome,
        int localPort,
        long scheduledNanos,
        long writtenNanos,
        OptionalLong firstEventNanos,
        OptionalLong firstTokenNanos,
        OptionalLong lastTokenNanos,
        int events,
        OptionalLong tokens) {
    /** Reads a journaled request; empty where it was never written, so that no server can know it. */
    static Optional<ClientRequest> of(JournaledRequest request, long zeroNanos) {
        JournaledRequest.Stamps stamps = request.stamps();
        return stamps.requestWritten()
                .map(written -> new ClientRequest(
                        request.id(),
                        request.outcome(),
                        request.localPort().orElse(0),
                        zeroNanos + stamps.scheduled().toNanos(),
                        zeroNanos + written.toNanos(),
                        nanos(stamps.firstEvent(), zeroNanos),
                        nanos(stamps.firstToken(), zeroNanos),
                        nanos(stamps.lastToken(), zeroNanos),
                        request.tokens().events(),
                        request.tokens().output().map(OptionalLong::of).orElseGet(OptionalLong::empty)));
    }

    private static OptionalLong nanos(Optional<Duration> sinceZero, long zeroNanos) {
        return sinceZero
                .map(time -> OptionalLong.of(zeroNanos + time.toNanos()))
                .orElseGet(OptionalLong::empty);
    }

    /** Whether this side ended it before anything came back: then the server may never have read it. */
    boolean cutOffUnanswered() {
        return firstEventNanos.isEmpty()
                && (outcome == JournaledRequest.Outcome.CANCELLED || outcome == JournaledRequest.Outcome.CENSORED);
    }
}
