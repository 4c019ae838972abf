package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Timeouts;

/**
 * Time-outs as the event loops compare them.
 *
 * @param firstToken nanoseconds from the request to its first token
 * @param stall nanoseconds between two tokens
 * @param total nanoseconds from the request to its end
 */
public record TimeoutNanos(long firstToken, long stall, long total) {
    /**
     * How long the end of HTTP is waited for behind the answer's end mark. It usually comes at once, and waiting saves a
     * connection; a busy server may need a moment.
     */
    static final long HTTP_END = 1_000_000_000L;

    /**
     * Converts a plan's time-outs.
     *
     * @param timeouts the time-outs
     * @return the same in nanoseconds
     */
    public static TimeoutNanos of(Timeouts timeouts) {
        return new TimeoutNanos(
                timeouts.firstToken().toNanos(),
                timeouts.stall().toNanos(),
                timeouts.total().toNanos());
    }

    /**
     * Returns when a request will have waited for too long.
     *
     * @param trace the request
     * @return the time from which on {@link #passed} judges it, or {@link Long#MAX_VALUE} before it was written
     */
    public long deadline(RequestTrace trace) {
        if (trace.requestWritten == ABSENT) {
            return Long.MAX_VALUE; // the transport watches the time to connect
        }
        long atMost = trace.requestWritten + total;
        if (trace.markedEnd()) {
            return Math.min(atMost, trace.endMark + HTTP_END);
        }
        if (!trace.streamed) {
            return atMost;
        }
        long next = trace.firstToken == ABSENT ? trace.requestWritten + firstToken : trace.lastToken + stall;
        return Math.min(atMost, next);
    }

    /**
     * Judges a request whose deadline has passed.
     *
     * @param trace the request
     * @param now the time
     * @return failed, unless the answer had come to a proper end and only the connection stayed open
     */
    public Outcome passed(RequestTrace trace, long now) {
        if (now >= trace.requestWritten + total) {
            return trace.judge(FailureKind.TIMEOUT_TOTAL, "not finished within " + millis(total));
        }
        return trace.firstToken == ABSENT
                ? trace.judge(FailureKind.TIMEOUT_FIRST_TOKEN, "no token within " + millis(firstToken))
                : trace.judge(FailureKind.TIMEOUT_STALL, "no further token within " + millis(stall));
    }

    private static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }
}
