package dev.llmbench.accuracy;

import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.List;
import java.util.OptionalLong;

/** One request as the server's stamps tell it, by the definitions of {@code docs/metrics.md}. */
final class ServerRequest {
    private final RequestStamps stamps;
    private final List<EventStamp> tokenEvents;

    ServerRequest(RequestStamps stamps) {
        this.stamps = stamps;
        this.tokenEvents =
                stamps.events().stream().filter(event -> event.tokens() > 0).toList();
    }

    int number() {
        return stamps.request();
    }

    int clientPort() {
        return stamps.connection().clientPort();
    }

    long receivedNanos() {
        return stamps.receivedNanos();
    }

    /** When it reached the server's machine, where the system told the server. */
    OptionalLong arrivedNanos() {
        return stamps.arrivedNanos();
    }

    /** When it reached the server, as well as the server knows. */
    long reachedNanos() {
        return stamps.reachedNanos();
    }

    Outcome outcome() {
        return stamps.end().outcome();
    }

    /** When the answer ended; empty where it had not when the stamps were taken. */
    OptionalLong endNanos() {
        return stamps.end().nanos();
    }

    /** Events that bear tokens; the one body of an answer that is not streamed is one. */
    List<EventStamp> tokenEvents() {
        return tokenEvents;
    }

    int tokens() {
        return tokenEvents.stream().mapToInt(EventStamp::tokens).sum();
    }

    boolean streamed() {
        return tokenEvents.stream().noneMatch(event -> event.kind() == EventKind.BODY);
    }

    OptionalLong firstTokenNanos() {
        return tokenEvents.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(tokenEvents.get(0).nanos());
    }

    OptionalLong lastTokenNanos() {
        return tokenEvents.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(tokenEvents.get(tokenEvents.size() - 1).nanos());
    }

    /**
     * Whether the answer was whole: it has tokens, no error, and came to a proper end. A stream that ends without any of
     * finish reason, usage and {@code [DONE]} was cut short; one whose only mark is the finish reason on its last token looks
     * the same here, so scripts that leave out all others can't be judged.
     */
    boolean succeeded() {
        return outcome() == Outcome.COMPLETE
                && !tokenEvents.isEmpty()
                && stamps.events().stream().noneMatch(event -> event.kind() == EventKind.ERROR)
                && stamps.events().stream()
                        .anyMatch(event -> event.kind() == EventKind.BODY
                                || event.kind() == EventKind.FINISH
                                || event.kind() == EventKind.USAGE
                                || event.kind() == EventKind.DONE);
    }

    /** Whether it went wrong on the server's side; a client that went away, as at the end of a level, is no failure. */
    boolean failed() {
        return !succeeded() && outcome() != Outcome.ABANDONED && outcome() != Outcome.UNFINISHED;
    }

    /** Whether the server broke it off before it sent anything: then a client may have sent it again on a fresh connection. */
    boolean refused() {
        return stamps.headersSentNanos().isEmpty()
                && stamps.events().isEmpty()
                && outcome() != Outcome.COMPLETE
                && outcome() != Outcome.UNFINISHED;
    }

    /** Adds the time of each token behind the first write: tokens that left in one write share its gap. */
    void addInterTokenLatencies(Samples samples) {
        int i = 0;
        long before = 0;
        while (i < tokenEvents.size()) {
            long nanos = tokenEvents.get(i).nanos();
            int tokens = 0;
            int first = i;
            while (i < tokenEvents.size() && tokenEvents.get(i).nanos() == nanos) {
                tokens += tokenEvents.get(i++).tokens();
            }
            if (first > 0) {
                long share = Math.round((double) (nanos - before) / tokens);
                for (int token = 0; token < tokens; token++) {
                    samples.add(share);
                }
            }
            before = nanos;
        }
    }

    /** (last token - first token) / (tokens - 1); empty where all left in one write, or there is only one. */
    OptionalLong timePerOutputTokenNanos() {
        if (tokens() < 2 || firstTokenNanos().equals(lastTokenNanos())) {
            return OptionalLong.empty();
        }
        long span = lastTokenNanos().orElseThrow() - firstTokenNanos().orElseThrow();
        return OptionalLong.of(Math.round((double) span / (tokens() - 1)));
    }

    /** The tokens that left within [from, to). */
    long tokensBetween(long from, long to) {
        long sum = 0;
        for (EventStamp event : tokenEvents) {
            if (event.nanos() >= from && event.nanos() < to) {
                sum += event.tokens();
            }
        }
        return sum;
    }

    /** How long within [from, to) it was under way; an answer without an end lasts until {@code to}. */
    long lifeBetween(long from, long to) {
        long end = Math.min(endNanos().orElse(to), to);
        return Math.max(0, end - Math.max(reachedNanos(), from));
    }
}
