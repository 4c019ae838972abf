package dev.llmbench.accuracy;

import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes the stamps of one request of a server. */
final class Stamps {
    private final int number;
    private final long received;
    private OptionalLong arrived = OptionalLong.empty();
    private int port = 40_000;
    private final List<EventStamp> events = new ArrayList<>();

    private Stamps(int number, long received) {
        this.number = number;
        this.received = received;
    }

    static Stamps received(int number, long nanos) {
        return new Stamps(number, nanos);
    }

    Stamps arrived(long nanos) {
        arrived = OptionalLong.of(nanos);
        return this;
    }

    Stamps from(int clientPort) {
        port = clientPort;
        return this;
    }

    Stamps event(EventKind kind, int tokens, long nanos) {
        events.add(new EventStamp(kind, tokens, nanos));
        return this;
    }

    Stamps token(long nanos) {
        return event(EventKind.TOKEN, 1, nanos);
    }

    ServerRequest done(long nanos) {
        return event(EventKind.DONE, 0, nanos).ended(Outcome.COMPLETE, nanos);
    }

    ServerRequest ended(Outcome outcome, long nanos) {
        return request(new RequestStamps.End(outcome, OptionalLong.of(nanos)));
    }

    ServerRequest unfinished() {
        return request(new RequestStamps.End(Outcome.UNFINISHED, OptionalLong.empty()));
    }

    private ServerRequest request(RequestStamps.End end) {
        return new ServerRequest(new RequestStamps(
                number,
                new RequestStamps.Connection(0, port),
                Optional.empty(),
                received,
                arrived,
                events.isEmpty() ? OptionalLong.empty() : OptionalLong.of(received),
                events,
                end));
    }
}
