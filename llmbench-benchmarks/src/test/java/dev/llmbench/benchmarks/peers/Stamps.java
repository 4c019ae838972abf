package dev.llmbench.benchmarks.peers;

import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Requests of a server that never was; times in milliseconds. */
final class Stamps {
    private static final long MILLI = 1_000_000;
    private static int next;

    private Stamps() {}

    /** Returns a request with a role, one token at each of these times, and [DONE] at its end. */
    static RequestStamps request(long received, long end, long... tokens) {
        return request(Outcome.COMPLETE, received, end, tokens);
    }

    static RequestStamps request(Outcome outcome, long received, long end, long... tokens) {
        List<EventStamp> events = new ArrayList<>();
        events.add(new EventStamp(EventKind.ROLE, 0, received * MILLI));
        for (long token : tokens) {
            events.add(new EventStamp(EventKind.TOKEN, 1, token * MILLI));
        }
        events.add(new EventStamp(EventKind.DONE, 0, end * MILLI));
        return new RequestStamps(
                next++,
                new RequestStamps.Connection(0, 1),
                Optional.empty(),
                received * MILLI,
                OptionalLong.empty(),
                OptionalLong.of(received * MILLI),
                events,
                new RequestStamps.End(outcome, OptionalLong.of(end * MILLI)));
    }
}
