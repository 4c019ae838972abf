package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.scripted.Reel.Carried;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.RequestStamps.Connection;
import dev.llmbench.simulator.script.RequestStamps.End;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The stamps of one answer while it is sent, in arrays that are made before its first byte. */
final class Recording {
    private final int request;
    private final Connection connection;
    private final Optional<String> requestId;
    private final long receivedNanos;
    private final EventKind[] kinds;
    private final int[] tokens;
    private final long[] nanos;
    private int events;
    private OptionalLong headersSentNanos = OptionalLong.empty();
    private End end = new End(Outcome.UNFINISHED, OptionalLong.empty());

    Recording(int request, Connection connection, Optional<String> requestId, long receivedNanos, int events) {
        this.request = request;
        this.connection = connection;
        this.requestId = requestId;
        this.receivedNanos = receivedNanos;
        this.kinds = new EventKind[events];
        this.tokens = new int[events];
        this.nanos = new long[events];
    }

    void sent(Reel.Write write, long now) {
        if (write.head()) {
            headersSentNanos = OptionalLong.of(now);
        }
        for (int i = 0; i < write.events().size(); i++) {
            Carried event = write.events().get(i);
            kinds[events] = event.kind();
            tokens[events] = event.tokens();
            nanos[events] = now;
            events++;
        }
    }

    void ended(Outcome outcome, long now) {
        if (end.outcome() == Outcome.UNFINISHED) {
            end = new End(outcome, OptionalLong.of(now));
        }
    }

    RequestStamps stamps() {
        List<EventStamp> sent = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            sent.add(new EventStamp(kinds[i], tokens[i], nanos[i]));
        }
        return new RequestStamps(
                request, connection, requestId, receivedNanos, OptionalLong.empty(), headersSentNanos, sent, end);
    }
}
