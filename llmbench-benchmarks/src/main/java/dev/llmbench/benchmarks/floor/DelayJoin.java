package dev.llmbench.benchmarks.floor;

import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.RequestStamps;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Joins what llmbench saw with what the server sent: each arrival of the journal with the stamps of the events that it
 * brought.
 *
 * <p>The server tells the number of a request as its count of prompt tokens, from 1, so that no join is guessed. A request that
 * ended without a usage has no number; its arrivals are counted, and have no delay.
 */
final class DelayJoin {
    private final List<RequestStamps> stamps;
    private final Window window;
    private long tokens;
    private long joined;
    private long[] delays = new long[1 << 16];

    private DelayJoin(List<RequestStamps> stamps, Window window) {
        this.stamps = stamps;
        this.window = window;
    }

    /**
     * What was seen in a window.
     *
     * @param tokens token-bearing events that arrived in it
     * @param joined how many of them have a send time
     * @param delays how long after their sending these were seen; absent where there are none
     */
    record Seen(long tokens, long joined, Optional<Delays> delays) {}

    /**
     * Reads a run's journal.
     *
     * @param folder the run's folder
     * @param stamps of the server, by the number of the request; none where only tokens are counted
     * @param window which arrivals count
     * @throws IllegalStateException if journal and stamps contradict each other
     */
    static Seen read(Path folder, List<RequestStamps> stamps, Window window) {
        DelayJoin join = new DelayJoin(stamps, window);
        JournalReader.Report report = JournalReader.read(folder, join::add);
        report.damage().ifPresent(damage -> {
            throw new IllegalStateException("the journal in " + folder + " is damaged: " + damage);
        });
        return join.seen();
    }

    /** Joins requests that are at hand. */
    static Seen of(List<RequestRecord> requests, List<RequestStamps> stamps, Window window) {
        DelayJoin join = new DelayJoin(stamps, window);
        requests.forEach(join::add);
        return join.seen();
    }

    private Seen seen() {
        return new Seen(
                tokens,
                joined,
                joined == 0 ? Optional.empty() : Optional.of(Delays.of(Arrays.copyOf(delays, (int) joined))));
    }

    private void add(RequestRecord request) {
        long[] sent = sendTimes(request);
        RequestRecord.Arrivals arrivals = request.arrivals();
        int next = 0;
        for (int i = 0; i < arrivals.count(); i++) {
            long nanos = arrivals.nanos()[i];
            int events = arrivals.events()[i];
            boolean counts = window.has(nanos);
            tokens += counts ? events : 0;
            for (int event = 0; event < events && sent.length > 0; event++, next++) {
                check(next < sent.length, request, "brought more events than were sent");
                check(nanos >= sent[next], request, "saw an event before it was sent");
                if (counts) {
                    put(nanos - sent[next]);
                }
            }
        }
    }

    private long[] sendTimes(RequestRecord request) {
        int number = (int) request.tokens().prompt();
        if (stamps.isEmpty() || number < 1) {
            return new long[0];
        }
        check(number <= stamps.size(), request, "is number " + number + ", and the server knows " + stamps.size());
        return stamps.get(number - 1).events().stream()
                .filter(event -> event.kind() == EventKind.TOKEN)
                .mapToLong(EventStamp::nanos)
                .toArray();
    }

    private void put(long delay) {
        if (joined == delays.length) {
            delays = Arrays.copyOf(delays, 2 * delays.length);
        }
        delays[(int) joined++] = delay;
    }

    private static void check(boolean consistent, RequestRecord request, String what) {
        if (!consistent) {
            throw new IllegalStateException("request " + request.id() + " " + what);
        }
    }
}
