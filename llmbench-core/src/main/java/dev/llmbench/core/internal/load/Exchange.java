package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestTrace;
import java.io.ByteArrayOutputStream;
import java.util.Objects;
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
    private long doneAt;
    private @Nullable Outcome outcome; // once it is over
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
        outcome = null;
        Transport.InFlight started = transport.send(request.bytes(), this);
        if (outcome == null) { // a transport may fail at once
            inFlight = started;
        }
    }

    @Override
    public void connected(long nanos, boolean opened, int localPort) {
        trace.connectionAt(nanos, opened, localPort);
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
    public void bytes(long nanos, long waitedNanos) {
        trace.bytesAt(nanos, waitedNanos);
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
        if (accepted()) {
            decoder.read(buffer, from, to, nanos, trace);
        } else if (errorBody.size() < LONGEST_ERROR_BODY) {
            errorBody.write(buffer, from, Math.min(to - from, LONGEST_ERROR_BODY - errorBody.size()));
        }
    }

    @Override
    public void ended(long nanos) {
        if (!refused()) {
            decoder.end(nanos, trace);
        }
        over(nanos, trace.judge());
    }

    @Override
    public void failed(long nanos, FailureKind kind, String message) {
        if (refused() || kind != FailureKind.DISCONNECTED) {
            trace.failed(kind, message);
            over(nanos, Outcome.FAILED);
            return;
        }
        if (accepted()) {
            trace.cutShort();
            decoder.end(nanos, trace); // what was held back may be an error that the server told before it went away
        }
        over(nanos, trace.judge(kind, message));
    }

    /** Ends the request when the server has been silent for too long. */
    void checkDeadline(long now) {
        if (outcome == null && now >= worker.timeouts().deadline(trace)) {
            cutOff(now, refused() ? Outcome.FAILED : worker.timeouts().passed(trace, now));
        }
    }

    /** Ends the request from this side; what is known to have failed, or to be complete, stays so. */
    void end(long now, Outcome otherwise) {
        if (trace.markedEnd()) {
            cutOff(now, trace.judge());
        } else {
            cutOff(now, refused() || trace.failure().isPresent() ? Outcome.FAILED : otherwise);
        }
    }

    /** What became of the request, which must be over. */
    Outcome outcome() {
        return Objects.requireNonNull(outcome);
    }

    /** When the loop was done with it; later than its end where the end of HTTP was waited for in vain. */
    long doneAt() {
        return doneAt;
    }

    private boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** A status other than 2xx is the failure, however the body then ends. */
    private boolean refused() {
        if (status == 0 || accepted()) {
            return false;
        }
        trace.failed(
                status == 429 ? FailureKind.RATE_LIMITED : FailureKind.HTTP_STATUS,
                "status " + status + ": " + worker.errorWords(errorBody.toByteArray()));
        return true;
    }

    private void cutOff(long now, Outcome what) {
        if (inFlight != null) {
            inFlight.cutOff();
        }
        trace.cutOffAt(now);
        done(now, what);
    }

    private void over(long nanos, Outcome what) {
        trace.endedAt(nanos);
        done(nanos, what);
    }

    private void done(long nanos, Outcome what) {
        inFlight = null;
        doneAt = nanos;
        outcome = what;
        worker.over(this);
    }
}
