package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

/**
 * Every latency of the requests that started in W (docs/metrics.md, "Per request"); written by one thread.
 */
public final class LatencyRecorders {
    /** Time to first token, from the request written. */
    public final OutcomeRecorder firstToken;

    /** Time to first token less what its bytes have surely waited for this process, of requests that did not fail. */
    public final LatencyRecorder firstTokenWithoutWait;

    /** Time to first token, from the intended start. */
    public final OutcomeRecorder firstTokenFromSchedule;

    /** Time to first visible content. */
    public final OutcomeRecorder firstContent;

    /** End-to-end latency, from the request written. */
    public final OutcomeRecorder endToEnd;

    /** End-to-end latency, from the intended start. */
    public final OutcomeRecorder endToEndFromSchedule;

    /** Time per output token, of requests whose total is known. */
    public final LatencyRecorder perOutputToken;

    /** The same divided by events, of requests whose total is not known. */
    public final LatencyRecorder perEvent;

    /** Decode time per token. */
    public final LatencyRecorder decode;

    /** End - last token. */
    public final LatencyRecorder tail;

    /** Scheduled to dequeued. */
    public final LatencyRecorder queue;

    /** Dequeued to connected, of requests that opened a connection. */
    public final LatencyRecorder connect;

    /** Scheduled to written. */
    public final LatencyRecorder lateSend;

    /** Gaps between arrivals. */
    public final GapRecorder gaps;

    LatencyRecorders(long highestNanos) {
        firstToken = new OutcomeRecorder(highestNanos);
        firstTokenWithoutWait = LatencyRecorder.exactWhileFew(highestNanos);
        firstTokenFromSchedule = new OutcomeRecorder(highestNanos);
        firstContent = new OutcomeRecorder(highestNanos);
        endToEnd = new OutcomeRecorder(highestNanos);
        endToEndFromSchedule = new OutcomeRecorder(highestNanos);
        perOutputToken = LatencyRecorder.exactWhileFew(highestNanos);
        perEvent = LatencyRecorder.exactWhileFew(highestNanos);
        decode = LatencyRecorder.exactWhileFew(highestNanos);
        tail = LatencyRecorder.exactWhileFew(highestNanos);
        queue = LatencyRecorder.exactWhileFew(highestNanos);
        connect = LatencyRecorder.exactWhileFew(highestNanos);
        lateSend = LatencyRecorder.exactWhileFew(highestNanos);
        gaps = new GapRecorder(highestNanos);
    }

    /**
     * Records a request of W that is over.
     *
     * @param trace the request
     * @param outcome what became of it
     * @param weights the weights of its arrivals
     */
    void record(RequestTrace trace, Outcome outcome, TokenWeights weights) {
        if (outcome == Outcome.CANCELLED) {
            return;
        }
        recordClientSide(trace);
        if (trace.streamed) {
            fromStart(firstToken, firstTokenFromSchedule, trace, outcome, trace.firstToken);
            if (trace.firstToken != ABSENT && outcome != Outcome.FAILED) {
                firstTokenWithoutWait.record(trace.firstToken - trace.requestWritten - trace.firstTokenWaited);
            }
            recordFirstContent(trace, outcome);
        }
        long last = trace.streamed ? trace.lastToken : trace.end;
        fromStart(
                endToEnd,
                endToEndFromSchedule,
                trace,
                outcome,
                outcome == Outcome.SUCCEEDED ? last : ABSENT); // an answer cut off has no end
        if (outcome == Outcome.SUCCEEDED) {
            recordDecoding(trace, weights);
        }
    }

    private void recordClientSide(RequestTrace trace) {
        if (trace.dequeued != ABSENT) {
            queue.record(trace.dequeued - trace.scheduled);
        }
        if (trace.openedConnection) {
            connect.record(trace.connectionAcquired - trace.dequeued);
        }
        if (trace.requestWritten != ABSENT) {
            lateSend.record(trace.requestWritten - trace.scheduled);
        }
    }

    private void recordFirstContent(RequestTrace trace, Outcome outcome) {
        if (trace.firstContent != ABSENT) {
            firstContent.reached(outcome, trace.firstContent - trace.requestWritten);
        } else if (outcome
                != Outcome.SUCCEEDED) { // a whole answer of reasoning has no first content: missing, not slow
            firstContent.missed(outcome, age(trace));
        }
    }

    private static void fromStart(
            OutcomeRecorder fromWritten, OutcomeRecorder fromSchedule, RequestTrace trace, Outcome outcome, long at) {
        if (at != ABSENT) {
            fromWritten.reached(outcome, at - trace.requestWritten);
            fromSchedule.reached(outcome, at - trace.scheduled);
        } else {
            fromWritten.missed(outcome, age(trace));
            fromSchedule.missed(outcome, trace.end - trace.scheduled);
        }
    }

    private static long age(RequestTrace trace) {
        return trace.end - (trace.requestWritten == ABSENT ? trace.end : trace.requestWritten);
    }

    private void recordDecoding(RequestTrace trace, TokenWeights weights) {
        if (!trace.streamed) {
            return;
        }
        tail.record(trace.end - trace.lastToken);
        ArrivalBuffer arrivals = trace.arrivals();
        if (arrivals.count() < 2) {
            return; // all tokens came in one read: how long one takes can't be told
        }
        gaps.record(trace.id, arrivals, weights);
        long span = trace.lastToken - trace.firstToken;
        long tokens = weights.total();
        if (tokens >= 2) {
            perOutputToken.record(Math.round((double) span / (tokens - 1)));
        } else if (tokens < 0) {
            perEvent.record(Math.round((double) span / (trace.events - 1)));
        }
        long first = arrivals.exactTokens(0);
        if (weights.basis() == TokenWeights.Basis.EXACT && tokens > first) {
            decode.record(Math.round((double) span / (tokens - first)));
        }
    }

    void add(LatencyRecorders other) {
        firstToken.add(other.firstToken);
        firstTokenWithoutWait.add(other.firstTokenWithoutWait);
        firstTokenFromSchedule.add(other.firstTokenFromSchedule);
        firstContent.add(other.firstContent);
        endToEnd.add(other.endToEnd);
        endToEndFromSchedule.add(other.endToEndFromSchedule);
        perOutputToken.add(other.perOutputToken);
        perEvent.add(other.perEvent);
        decode.add(other.decode);
        tail.add(other.tail);
        queue.add(other.queue);
        connect.add(other.connect);
        lateSend.add(other.lateSend);
        gaps.add(other.gaps);
    }
}
