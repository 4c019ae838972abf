package dev.llmbench.core.internal.load;

import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;

/** Takes the detail of requests that are over, from any loop, without blocking it. */
public interface RequestSink {
    /**
     * Takes a request that is over; the trace is used again as soon as this returns.
     *
     * @param level number of the level in the run, from 0
     * @param phase the phase in which it was scheduled
     * @param outcome what became of it
     * @param trace the request
     */
    void accept(int level, Phase phase, Outcome outcome, RequestTrace trace);

    /**
     * Returns an empty buffer for the arrivals of a request.
     *
     * @return the buffer, which comes back with the request's trace
     */
    ArrivalBuffer buffer();
}
