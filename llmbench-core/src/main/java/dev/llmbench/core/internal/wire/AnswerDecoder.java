package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.bytes.ByteStore;
import dev.llmbench.core.internal.bytes.Excerpt;

/**
 * Understands the body of an answer, an event stream, lines of JSON or one JSON document, whose documents have the form of
 * one protocol.
 *
 * <p>Whether an answer is an event stream or one document is seen from its first byte, not from what was asked for: some
 * servers ignore {@code "stream"}, and some answer an error page with status 200. Behind {@code [DONE]} and behind the
 * first protocol error nothing more is reported.
 */
final class AnswerDecoder implements ResponseDecoder {
    private static final byte[] DONE = JsonText.ascii("[DONE]");
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int SAMPLE = 300;

    /** In what form documents follow each other. */
    enum Framing {
        /** {@code text/event-stream}. */
        EVENTS,
        /** A document a line, {@code application/x-ndjson}. */
        LINES
    }

    private enum Mode {
        START,
        EVENTS,
        LINES,
        DOCUMENT,
        OVER
    }

    private final SseReader events = new SseReader();
    private final ByteStore document = new ByteStore(SseReader.LONGEST_EVENT);
    private final LineReader lines = new LineReader(SseReader.LONGEST_EVENT);
    private final Framing framing;
    private final AnswerPiece piece;
    private final TokenCredit credit = new TokenCredit();
    private Mode mode = Mode.START;
    private boolean streamed = true;
    private int markBytes;
    private long lastNanos;
    private boolean betweenEvents;

    /**
     * Creates a decoder.
     *
     * @param framing in what form documents follow each other
     * @param piece reads one document after the other, also those of other decoders of the same thread if it keeps nothing of an
     *     answer
     */
    AnswerDecoder(Framing framing, AnswerPiece piece) {
        this.framing = framing;
        this.piece = piece;
    }

    @Override
    public void reset(boolean streamed) {
        this.streamed = streamed;
        mode = Mode.START;
        markBytes = 0;
        betweenEvents = false;
        events.reset();
        lines.reset();
        document.clear();
        piece.reset();
        credit.reset();
    }

    @Override
    public void read(byte[] buffer, int from, int to, long nanos, DecodeSink sink) {
        if (from >= to) {
            return;
        }
        lastNanos = nanos;
        int first = mode == Mode.START ? start(buffer, from, to) : from;
        switch (mode) {
            case START, OVER -> {}
            case EVENTS -> {
                if (betweenEvents && SseReader.isOneLineOfData(buffer, first, to)) {
                    int dataFrom = first + SseReader.DATA_FIELD_LENGTH;
                    int dataTo = to - SseReader.DATA_END_LENGTH;
                    takeEvent(SseReader.Kind.DATA, buffer, dataFrom, dataTo, nanos, sink);
                } else {
                    events.feed(buffer, first, to);
                    takeEvents(nanos, sink);
                    betweenEvents = events.betweenEvents();
                }
            }
            case LINES -> {
                lines.feed(buffer, first, to);
                takeLines(nanos, sink);
            }
            case DOCUMENT -> {
                if (!document.append(buffer, first, to)) {
                    tooLong("a document", nanos, sink);
                }
            }
        }
    }

    @Override
    public void end(long nanos, DecodeSink sink) {
        switch (mode) {
            case OVER -> {}
            case START -> {
                if (!streamed) {
                    protocolError(nanos, "expected a JSON document, but the body is empty", sink);
                }
            }
            case EVENTS -> {
                // the last byte of what is held came with the last read, whenever its end was noticed
                events.close();
                takeEvents(lastNanos, sink);
                if (mode == Mode.EVENTS && !events.unknownLine().isEmpty()) {
                    protocolError(
                            nanos, "expected an event stream, but the body begins: " + events.unknownLine(), sink);
                }
            }
            case LINES -> {
                lines.close();
                takeLines(lastNanos, sink);
            }
            case DOCUMENT -> takeDocument(lastNanos, sink);
        }
        mode = Mode.OVER;
    }

    /** Skips what may stand before the first byte that matters, and decides by that one what the body is. */
    private int start(byte[] buffer, int from, int to) {
        for (int at = from; at < to; at++) {
            byte letter = buffer[at];
            if (markBytes < BYTE_ORDER_MARK.length && letter == BYTE_ORDER_MARK[markBytes]) {
                markBytes++;
            } else if (letter != ' ' && letter != '\t' && letter != '\r' && letter != '\n') {
                mode = modeOf(letter);
                return at;
            }
        }
        return to;
    }

    private Mode modeOf(byte letter) {
        if (framing == Framing.LINES) {
            return letter == '{' ? Mode.LINES : Mode.DOCUMENT;
        }
        return beginsField(letter) ? Mode.EVENTS : Mode.DOCUMENT;
    }

    /** Tells whether a comment, data, event, id or retry may begin so. */
    private static boolean beginsField(byte letter) {
        return switch (letter) {
            case ':', 'd', 'e', 'i', 'r' -> true;
            default -> false;
        };
    }

    private void takeEvents(long nanos, DecodeSink sink) {
        while (mode == Mode.EVENTS && events.next()) {
            takeEvent(events.kind(), events.bytes(), events.from(), events.to(), nanos, sink);
        }
        if (mode == Mode.EVENTS && events.overflowed()) {
            tooLong("an event", nanos, sink);
        }
    }

    private void takeLines(long nanos, DecodeSink sink) {
        while (mode == Mode.LINES && lines.next()) {
            takeLine(lines.bytes(), lines.from(), lines.to(), nanos, sink);
        }
        if (mode == Mode.LINES && lines.overflowed()) {
            tooLong("a line", nanos, sink);
        }
    }

    private void takeLine(byte[] bytes, int from, int to, long nanos, DecodeSink sink) {
        if (isBlank(bytes, from, to)) {
            return;
        }
        sink.event(nanos);
        if (piece.scan(bytes, from, to)) {
            report(nanos, sink);
        } else {
            protocolError(nanos, piece.failure() + ": " + Excerpt.of(bytes, from, to, SAMPLE), sink);
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void takeEvent(SseReader.Kind kind, byte[] bytes, int first, int behind, long nanos, DecodeSink sink) {
        int from = first;
        int to = behind;
        while (from < to && bytes[from] <= ' ' && bytes[from] >= 0) {
            from++;
        }
        while (to > from && bytes[to - 1] <= ' ' && bytes[to - 1] >= 0) {
            to--;
        }
        sink.event(nanos);
        if (from == to) {
            return;
        }
        if (isDone(bytes, from, to)) {
            mode = Mode.OVER;
            sink.done(nanos);
        } else if (kind == SseReader.Kind.ERROR) {
            sink.serverError(nanos, ErrorBody.message(bytes, from, to));
        } else if (!piece.scan(bytes, from, to)) {
            protocolError(nanos, piece.failure() + ": " + Excerpt.of(bytes, from, to, SAMPLE), sink);
        } else if (kind == SseReader.Kind.STRAY && !piece.isError()) {
            String sample = Excerpt.of(bytes, from, to, SAMPLE);
            protocolError(nanos, "expected a field of an event stream, but was: " + sample, sink);
        } else {
            report(nanos, sink);
        }
    }

    private void takeDocument(long nanos, DecodeSink sink) {
        byte[] bytes = document.array();
        int length = document.length();
        boolean understood = piece.scan(bytes, 0, length);
        if (understood && (piece.isError() || piece.isAnswer())) {
            sink.event(nanos);
            report(nanos, sink);
            return;
        }
        String wanted = streamed ? "expected an event stream" : "expected a JSON document with an answer";
        String sample = Excerpt.of(ErrorBody.message(bytes, 0, length), SAMPLE);
        protocolError(nanos, wanted + ", but was: " + sample, sink);
    }

    private void report(long nanos, DecodeSink sink) {
        if (piece.isError()) {
            sink.serverError(nanos, piece.errorMessage());
        } else {
            if (piece.isLast()) {
                mode = Mode.OVER;
            }
            piece.report(nanos, credit, sink);
        }
    }

    private void tooLong(String what, long nanos, DecodeSink sink) {
        protocolError(nanos, what + " is longer than " + SseReader.LONGEST_EVENT + " bytes", sink);
    }

    private void protocolError(long nanos, String message, DecodeSink sink) {
        mode = Mode.OVER;
        sink.protocolError(nanos, Excerpt.of(message, Excerpt.LONGEST));
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        if (to - from != DONE.length) {
            return false;
        }
        for (int i = 0; i < DONE.length; i++) {
            if (bytes[from + i] != DONE[i]) {
                return false;
            }
        }
        return true;
    }
}
