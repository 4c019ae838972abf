package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.http.Head;
import dev.llmbench.simulator.script.Ending;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.Step;
import dev.llmbench.simulator.script.StepAnswer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * An answer cut into the writes that will be made, all bytes ready.
 *
 * @param writes in order, their offsets never decreasing; the first has the head, unless nothing is sent at all
 * @param ending what follows the last write
 * @param endOffsetNanos when
 * @param terminator the bytes that end the body, may be empty
 * @param closes whether the connection is closed after a complete body
 */
@SuppressWarnings("ArrayRecordComponent") // made once, written once, never compared
record Reel(List<Write> writes, Ending ending, long endOffsetNanos, byte[] terminator, boolean closes) {
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    /**
     * One write.
     *
     * @param offsetNanos when it is due, since the request was received
     * @param bytes what is written
     * @param head whether it begins with the head
     * @param events the events whose last byte it has
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Write(long offsetNanos, byte[] bytes, boolean head, List<Carried> events) {}

    /** An event within a write. */
    record Carried(EventKind kind, int tokens) {}

    static Reel of(StepAnswer answer, int request, boolean closes) {
        return new Cutter(answer).cut(request, closes);
    }

    int events() {
        return writes.stream().mapToInt(write -> write.events().size()).sum();
    }

    private static final class Cutter {
        private final StepAnswer answer;
        private final List<Write> body = new ArrayList<>();
        private final ByteArrayOutputStream open = new ByteArrayOutputStream();
        private final List<Carried> carried = new ArrayList<>();
        private long cursor;
        private long openSince;
        private boolean join;
        private OptionalInt splitAt = OptionalInt.empty();
        private long pause;

        Cutter(StepAnswer answer) {
            this.answer = answer;
        }

        Reel cut(int request, boolean closes) {
            answer.steps().forEach(this::take);
            flush();
            boolean close = closes || answer.framing() == Framing.UNTIL_CLOSE;
            byte[] terminator = answer.framing() == Framing.CHUNKED ? LAST_CHUNK : NOTHING;
            boolean silent = body.isEmpty()
                    && answer.ending() != Ending.COMPLETE
                    && answer.headersAfter().isEmpty();
            return new Reel(
                    silent ? List.of() : withHead(head(request, close)), answer.ending(), cursor, terminator, close);
        }

        private void take(Step step) {
            if (step instanceof Step.Delay delay) {
                cursor += delay.duration().toNanos();
            } else if (step instanceof Step.At at) {
                cursor = Math.max(cursor, at.offset().toNanos());
            } else if (step instanceof Step.Join) {
                join = true;
            } else if (step instanceof Step.Split split) {
                splitAt = OptionalInt.of(split.at());
                pause = split.pause().toNanos();
            } else if (step instanceof Step.Event event) {
                String end = answer.lineEnding().characters();
                String data = "data: " + event.data().replace("\n", end + "data: ") + end + end;
                send(data.getBytes(StandardCharsets.UTF_8), new Carried(event.kind(), event.tokens()));
            } else if (step instanceof Step.Raw raw) {
                send(raw.bytes(), new Carried(raw.kind(), raw.tokens()));
            }
        }

        private void send(byte[] bytes, Carried event) {
            if (!join) {
                flush();
            }
            join = false;
            if (open.size() == 0) {
                openSince = cursor;
            }
            int cut = splitAt.orElse(bytes.length);
            splitAt = OptionalInt.empty();
            if (cut >= bytes.length) {
                open.write(bytes, 0, bytes.length);
            } else {
                open.write(bytes, 0, cut);
                flush();
                cursor += pause;
                openSince = cursor;
                open.write(bytes, cut, bytes.length - cut);
            }
            carried.add(event);
        }

        private void flush() {
            if (open.size() > 0) {
                body.add(new Write(openSince, framed(open.toByteArray()), false, List.copyOf(carried)));
                open.reset();
                carried.clear();
            }
        }

        private byte[] framed(byte[] bytes) {
            if (answer.framing() != Framing.CHUNKED) {
                return bytes;
            }
            byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            return Head.concat(Head.concat(size, bytes), new byte[] {'\r', '\n'});
        }

        private byte[] head(int request, boolean close) {
            var head = new Head(answer.status(), "scripted");
            if (request >= 0) {
                head.with("x-llmbench-request", String.valueOf(request));
            }
            answer.headers().forEach(head::with);
            int length = body.stream().mapToInt(write -> write.bytes().length).sum();
            return head.withIf(answer.framing() == Framing.CHUNKED, "transfer-encoding", "chunked")
                    .withIf(answer.framing() == Framing.CONTENT_LENGTH, "content-length", String.valueOf(length))
                    .withIf(close, "connection", "close")
                    .bytes();
        }

        private List<Write> withHead(byte[] head) {
            var writes = new ArrayList<>(body);
            long at = answer.headersAfter().map(Duration::toNanos).orElse(Long.MAX_VALUE);
            if (writes.isEmpty()) {
                writes.add(new Write(Math.min(at, cursor), head, true, List.of()));
            } else if (writes.get(0).offsetNanos() <= at) {
                Write first = writes.get(0);
                writes.set(0, new Write(first.offsetNanos(), Head.concat(head, first.bytes()), true, first.events()));
            } else {
                writes.add(0, new Write(at, head, true, List.of()));
            }
            return List.copyOf(writes);
        }
    }
}
