package dev.llmbench.core.internal.http;

import dev.llmbench.core.internal.bytes.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads HTTP/1.x responses off a connection as the bytes arrive, one response at a time.
 *
 * <p>What it reports does not depend on where reads are cut, except where the pieces of a body are divided and how much
 * a sample of a peer that doesn't speak HTTP shows. Body bytes are passed on where they are; nothing is allocated per
 * chunk. Used by one thread at a time.
 *
 * <p>It is generous where servers are sloppy without being ambiguous (lines ending with LF alone, blanks behind a chunk
 * size) and strict where a guess could miscount bytes.
 */
public final class Http1ResponseParser {
    /** How large a head, the trailers or one chunk's extensions may be. */
    static final int LARGEST_HEAD = 64 * 1024;

    private static final int SAMPLE = 120;
    private static final String PROTOCOL = "HTTP/";

    private enum State {
        STATUS_LINE,
        HEADERS,
        LENGTH_BODY,
        CHUNKS,
        CLOSE_BODY,
        ENDED,
        BROKEN
    }

    private final String[] wantedNames;
    private final String[] usualValues;
    private final HeadLine line = new HeadLine();
    private final Framing framing = new Framing();
    private final Chunks chunks = new Chunks();
    private State state = State.STATUS_LINE;
    private int headBytes;
    private int status;
    private int minorVersion;
    private long bodyLeft;

    /**
     * Creates a parser for the responses of one connection.
     *
     * @param wantedHeaders names of the headers to report; all others are read over
     */
    public Http1ResponseParser(List<String> wantedHeaders) {
        wantedNames = wantedHeaders.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        usualValues = new String[wantedNames.length];
        Arrays.fill(usualValues, "");
        reset();
    }

    /** Prepares for the next response, on the same connection or on another. */
    public void reset() {
        state = State.STATUS_LINE;
        headBytes = 0;
        line.clear();
        framing.reset();
    }

    /**
     * Takes bytes, up to the end of the response.
     *
     * @param buffer a buffer of the caller
     * @param from the first byte
     * @param to behind the last byte
     * @param handler where to report
     * @return how many bytes belonged to the response: fewer than given only behind its end, when {@link #reset} is
     *     due. All of them once the response is malformed
     */
    public int read(byte[] buffer, int from, int to, ResponseHandler handler) {
        int at = from;
        while (at < to && state != State.ENDED) {
            at = switch (state) {
                case STATUS_LINE, HEADERS -> readHead(buffer, at, to, handler);
                case LENGTH_BODY -> readLengthBody(buffer, at, to, handler);
                case CHUNKS -> readChunks(buffer, at, to, handler);
                case CLOSE_BODY -> {
                    handler.body(buffer, at, to);
                    yield to;
                }
                case ENDED, BROKEN -> to;
            };
        }
        return at - from;
    }

    /**
     * Tells that the peer closed the connection: completes a body that lasts until then, and reports any other as cut
     * off.
     *
     * @param handler where to report
     */
    public void closed(ResponseHandler handler) {
        switch (state) {
            case ENDED, BROKEN -> {}
            case CLOSE_BODY -> end(handler, false);
            case STATUS_LINE -> {
                String what = headBytes == 0 ? "before any response" : "inside the status line";
                malformed(handler, "the connection was closed " + what);
            }
            case HEADERS -> malformed(handler, "the connection was closed inside the headers");
            case LENGTH_BODY ->
                malformed(handler, "the connection was closed " + bodyLeft + " bytes before the body's end");
            case CHUNKS -> malformed(handler, "the connection was closed before the last chunk");
        }
    }

    private int readHead(byte[] buffer, int from, int to, ResponseHandler handler) {
        if (state == State.STATUS_LINE && !speaksHttp(buffer, from, to, handler)) {
            return to;
        }
        int end = from;
        while (end < to && buffer[end] != '\n') {
            end++;
        }
        headBytes += end - from + 1;
        if (headBytes > LARGEST_HEAD || !line.append(buffer, from, end)) {
            return malformed(handler, "a response head larger than " + LARGEST_HEAD + " bytes", to);
        }
        if (end == to) {
            headBytes--;
            return to;
        }
        line.complete();
        boolean good = state == State.STATUS_LINE ? takeStatus(handler) : takeHeader(handler);
        line.clear();
        return good ? end + 1 : to;
    }

    /** Looks at the first bytes at once: a peer that talks something else may never send a line end. */
    private boolean speaksHttp(byte[] buffer, int from, int to, ResponseHandler handler) {
        int known = line.partLength();
        for (int i = known; i < PROTOCOL.length() && from + i - known < to; i++) {
            if (buffer[from + i - known] != PROTOCOL.charAt(i)) {
                String sample = PROTOCOL.substring(0, known) + Excerpt.of(buffer, from, to, SAMPLE);
                malformed(handler, "the peer doesn't speak HTTP: " + sample);
                return false;
            }
        }
        return true;
    }

    private boolean takeStatus(ResponseHandler handler) {
        int digits = PROTOCOL.length() + 4;
        boolean versioned = line.length() >= digits + 3 && line.at(5) == '1' && line.at(6) == '.' && line.at(8) == ' ';
        int code = 0;
        for (int i = digits; versioned && i < digits + 3; i++) {
            int digit = line.at(i) - '0';
            code = digit >= 0 && digit <= 9 ? code * 10 + digit : -10_000;
        }
        boolean ended = line.length() <= digits + 3 || line.at(digits + 3) == ' ';
        int minor = versioned ? line.at(7) - '0' : -1;
        if (code < 100 || !ended || minor < 0 || minor > 9) {
            return malformed(handler, "a status line that is not of HTTP/1.x: " + line.sample(), false);
        }
        if (code == 101) {
            return malformed(handler, "status 101, though no other protocol was asked for", false);
        }
        status = code;
        minorVersion = minor;
        state = State.HEADERS;
        if (!interim()) {
            handler.head(status);
        }
        return true;
    }

    private boolean takeHeader(ResponseHandler handler) {
        if (line.isEmpty()) {
            return headComplete(handler);
        }
        if (line.startsWithBlank()) {
            return malformed(handler, "a header folded over two lines: " + line.sample(), false);
        }
        if (!line.splitField()) {
            return malformed(handler, "a header line without a name: " + line.sample(), false);
        }
        if (interim()) {
            return true;
        }
        String wrong = framing.take(line);
        if (!wrong.isEmpty()) {
            return malformed(handler, wrong, false);
        }
        for (int i = 0; i < wantedNames.length; i++) {
            if (line.nameIs(wantedNames[i])) {
                usualValues[i] = line.value(usualValues[i]);
                handler.header(wantedNames[i], usualValues[i]);
            }
        }
        return true;
    }

    private boolean headComplete(ResponseHandler handler) {
        if (interim()) {
            state = State.STATUS_LINE;
            return true;
        }
        handler.headComplete();
        boolean empty = status == 204 || status == 304 || (!framing.chunked() && framing.contentLength() == 0);
        if (empty) {
            end(handler, framing.survives(minorVersion));
        } else if (!framing.contentEncoding().isEmpty()) {
            return malformed(
                    handler,
                    "a body with Content-Encoding " + framing.contentEncoding()
                            + ", though none was asked for; switch compression off in the server or proxy",
                    false);
        } else if (framing.chunked()) {
            chunks.reset();
            state = State.CHUNKS;
        } else if (framing.untilClose()) {
            state = State.CLOSE_BODY;
        } else {
            bodyLeft = framing.contentLength();
            state = State.LENGTH_BODY;
        }
        return true;
    }

    private int readLengthBody(byte[] buffer, int from, int to, ResponseHandler handler) {
        int behind = from + (int) Math.min(to - from, bodyLeft);
        bodyLeft -= behind - from;
        handler.body(buffer, from, behind);
        if (bodyLeft == 0) {
            end(handler, framing.survives(minorVersion));
        }
        return behind;
    }

    private int readChunks(byte[] buffer, int from, int to, ResponseHandler handler) {
        int at = chunks.read(buffer, from, to, handler);
        if (chunks.ended()) {
            end(handler, framing.survives(minorVersion));
        } else if (!chunks.wrong().isEmpty()) {
            return malformed(handler, chunks.wrong(), to);
        }
        return at;
    }

    private boolean interim() {
        return status < 200;
    }

    private void end(ResponseHandler handler, boolean keepAlive) {
        state = State.ENDED;
        handler.end(keepAlive);
    }

    private void malformed(ResponseHandler handler, String what) {
        state = State.BROKEN;
        handler.malformed(what);
    }

    private int malformed(ResponseHandler handler, String what, int to) {
        malformed(handler, what);
        return to;
    }

    private boolean malformed(ResponseHandler handler, String what, boolean good) {
        malformed(handler, what);
        return good;
    }
}
