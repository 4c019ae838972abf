package dev.llmbench.simulator.script;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When everything about one scripted request happened on the server: the truth to hold a measurement against.
 *
 * <p>All times are {@link System#nanoTime()}, which on Linux is the machine's monotonic clock: comparable between processes of
 * one machine, meaningless elsewhere.
 *
 * @param request index in the order in which requests were completely received, from 0
 * @param connection which connection it came on, counted from 0, and from which port of the client
 * @param requestId the request's header {@code x-request-id}, if it had one
 * @param receivedNanos when the read returned that brought the request's last byte, before anything looked at it
 * @param arrivedNanos when its last bytes reached this machine, as the system stamped them; empty where the server doesn't ask
 *     for that
 * @param headersSentNanos immediately before the write of the head; empty when none was sent
 * @param events every event that was handed to the socket, in order
 * @param end when and how the answer ended
 */
public record RequestStamps(
        int request,
        Connection connection,
        Optional<String> requestId,
        long receivedNanos,
        OptionalLong arrivedNanos,
        OptionalLong headersSentNanos,
        List<EventStamp> events,
        End end) {
    /**
     * A connection of a client.
     *
     * @param index counted from 0 in the order in which connections were accepted
     * @param clientPort the client's TCP port
     */
    public record Connection(int index, int clientPort) {}

    /**
     * The end of an answer.
     *
     * @param outcome how
     * @param nanos immediately before the body's terminator was written or the connection closed; empty when unfinished
     */
    public record End(Outcome outcome, OptionalLong nanos) {
        /** Refuses null. */
        public End {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(nanos, "nanos");
        }
    }

    /** Copies. */
    public RequestStamps {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(arrivedNanos, "arrivedNanos");
        Objects.requireNonNull(headersSentNanos, "headersSentNanos");
        events = List.copyOf(events);
        Objects.requireNonNull(end, "end");
    }

    /**
     * Returns when the request reached the server, as well as it is known: with the server's own delay in reading it, where the
     * system did not stamp it.
     *
     * @return nanoseconds of the same clock
     */
    public long reachedNanos() {
        return arrivedNanos.orElse(receivedNanos);
    }

    /**
     * Returns the output tokens that were sent.
     *
     * @return the sum over all events
     */
    public int tokens() {
        return events.stream().mapToInt(EventStamp::tokens).sum();
    }
}
