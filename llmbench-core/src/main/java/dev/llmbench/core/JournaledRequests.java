package dev.llmbench.core;

import dev.llmbench.core.internal.record.RequestRecord;
import java.time.Duration;
import java.util.Optional;

/** Turns what the journal keeps into what users see of it. */
final class JournaledRequests {
    private JournaledRequests() {}

    /** A request without its arrivals, its stamps counted from the run's zero. */
    static JournaledRequest of(RequestRecord request, long zeroNanos) {
        RequestRecord.Stamps stamps = request.stamps();
        RequestRecord.Tokens tokens = request.tokens();
        return new JournaledRequest(
                request.id(),
                request.level(),
                JournaledRequest.Phase.valueOf(request.phase().name()),
                JournaledRequest.Outcome.valueOf(request.outcome().name()),
                request.failure()
                        .map(failure -> new JournaledRequest.Failure(
                                failure.kind(),
                                failure.status() == 0 ? Optional.empty() : Optional.of(failure.status()),
                                failure.message())),
                new JournaledRequest.Stamps(
                        stamp(stamps.scheduled(), zeroNanos).orElse(Duration.ZERO),
                        stamp(stamps.dequeued(), zeroNanos),
                        stamp(stamps.requestWritten(), zeroNanos),
                        stamp(stamps.firstEvent(), zeroNanos),
                        stamp(stamps.firstToken(), zeroNanos),
                        stamp(stamps.firstContent(), zeroNanos),
                        stamp(stamps.lastToken(), zeroNanos),
                        stamp(stamps.end(), zeroNanos)),
                new JournaledRequest.Tokens(
                        tokens.outputWanted(),
                        told(tokens.prompt()),
                        told(tokens.output()),
                        tokens.events(),
                        told(request.serverTimes().outputNanos()).map(Duration::ofNanos),
                        tokens.promptWanted() == 0 ? Optional.empty() : Optional.of(tokens.promptWanted())),
                request.localPort() == 0 ? Optional.empty() : Optional.of(request.localPort()));
    }

    private static Optional<Duration> stamp(long nanos, long zeroNanos) {
        return nanos == RequestRecord.ABSENT ? Optional.empty() : Optional.of(Duration.ofNanos(nanos - zeroNanos));
    }

    private static Optional<Long> told(long figure) {
        return figure < 0 ? Optional.empty() : Optional.of(figure);
    }
}
