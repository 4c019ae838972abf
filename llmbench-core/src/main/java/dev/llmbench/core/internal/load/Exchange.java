package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestTrace;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, from the schedule to the end. Used again for the next one; belongs to one loop.
 */
final class Exchange implements Transport.Call {
    private static final int LONGEST_ERROR_BODY = 64 * 1024;

    private final LoopWorker worker;
    private final ResponseDecoder decoder;
    private final RequestTrace trace = new RequestTrace();
    private final ByteArrayOutputStream errorBody = new ByteArrayOutputStream(0);
    private int status;
    private Transport.@Nullable InFlight inFlight;

    /** Position in the worker's list of open exchanges, -1 when not open. */
    int slot = -1;

    /** The user to whom the answer belongs, in a closed loop. */
    int user;

    Exchange(LoopWorker worker, ResponseDecoder decoder) {
        this.worker = worker;
        this.decoder = decoder;
    }

    RequestTrace trace() {
        return trace;
    }

    void send(PreparedRequest request, Transport transport) {
        decoder.reset(trace.streamed());
        errorBody.reset();
        status = 0;
        Transport.InFlight started = transport.send(request.bytes(), this);
        if (slot >= 0) { // not already over: a transport may fail at once
            inFlight = started;
        }
    }

    @Override
    public void connected(long nanos, boolean opened) {
        trace.connectionAt(nanos, opened);
    }

    @Override
    public void writing(long nanos) {
        trace.writtenAt(nanos);
    }

    @Override
    public void sendingAgain() {
        trace.sentAgain();
    }

    @Override
    public void bytes(long nanos) {
        trace.bytesAt(nanos);
    }

    @Override
    public void head(long nanos, int httpStatus, boolean simulated) {
        status = httpStatus;
        trace.headAt(nanos, httpStatus);
        if (simulated) {
            worker.recorder().simulatedAnswer();
        }
    }

    @Override
    public void body(byte[] buffer, int from, int to, long nanos) {
        if (status >= 200 && status < 300) {
            decoder.read(buffer, from, to, nanos, trace);
        } else if (errorBody.size() < LONGEST_ERROR_BODY) {
            errorBody.write(buffer, from, Math.min(to - from, LONGEST_ERROR_BODY - errorBody.size()));
        }
    }

    @Override
    public void ended(long nanos) {
        if (status >= 200 && status < 300) {
            decoder.end(nanos, trace);
        } else {
            trace.failed(
                    status == 429 ? FailureKind.RATE_LIMITED : FailureKind.HTTP_STATUS,
                    "status " + status + ": " + worker.errorWords(errorBody.toByteArray()));
        }
        over(nanos, trace.judge());
    }

    @Override
    public void failed(long nanos, FailureKind kind, String message) {
        if (kind == FailureKind.DISCONNECTED && status >= 200 && status < 300) {
            trace.cutShort();
            decoder.end(nanos, trace); // what was held back may be an error that the server told before it went away
            if (trace.properlyEnded()) { // only the framing around the answer is missing
                over(nanos, trace.judge());
                return;
            }
        }
        trace.failed(kind, message);
        over(nanos, Outcome.FAILED);
    }

    /** Fails the request when the server has been silent for too long. */
    void checkDeadline(long now) {
        if (now >= trace.deadline(worker.timeouts())) {
            trace.timedOut(worker.timeouts(), now);
            cutOff();
            over(now, Outcome.FAILED);
        }
    }

    /** Ends the request from this side. */
    void end(long now, Outcome outcome) {
        cutOff();
        over(now, outcome);
    }

    private void cutOff() {
        if (inFlight != null) {
            inFlight.cutOff();
        }
    }

    private void over(long nanos, Outcome outcome) {
        inFlight = null;
        trace.endedAt(nanos);
        worker.over(this, outcome);
    }
}
