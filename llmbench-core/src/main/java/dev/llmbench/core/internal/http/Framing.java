package dev.llmbench.core.internal.http;

/**
 * Learns from the headers where a response's body ends and whether the connection survives it.
 *
 * <p>After RFC 9112, section 6.3.
 */
final class Framing {
    private static final long UNKNOWN = -1;

    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;
    private String contentEncoding = "";

    void reset() {
        contentLength = UNKNOWN;
        chunked = false;
        close = false;
        keepAlive = false;
        contentEncoding = "";
    }

    /** Takes one header; returns what is wrong with it, or an empty text. */
    String take(HeadLine line) {
        if (line.nameIs("content-length")) {
            return takeLength(line);
        }
        if (line.nameIs("transfer-encoding")) {
            return takeTransferEncoding(line);
        }
        if (line.nameIs("connection")) {
            takeConnection(line);
        } else if (line.nameIs("content-encoding") && !isToken(line, "identity")) {
            contentEncoding = line.valueSample();
        }
        return "";
    }

    boolean chunked() {
        return chunked;
    }

    boolean untilClose() {
        return !chunked && contentLength == UNKNOWN;
    }

    long contentLength() {
        return contentLength;
    }

    /** Returns the encoding that would have to be undone, or an empty text. */
    String contentEncoding() {
        return contentEncoding;
    }

    boolean survives(int minorVersion) {
        return !close && (minorVersion > 0 || keepAlive);
    }

    private String takeLength(HeadLine line) {
        int at = line.valueFrom();
        if (at == line.valueTo()) {
            return "empty Content-Length";
        }
        // a list of equal values is what a proxy makes of a header that was sent twice
        while (at <= line.valueTo()) {
            int end = partEnd(line, at);
            long length = decimal(line, at, end);
            if (length < 0) {
                return "Content-Length that is no number: " + line.valueSample();
            }
            if (contentLength != UNKNOWN && contentLength != length) {
                return "two Content-Length values, " + contentLength + " and " + length;
            }
            contentLength = length;
            at = end + 1;
        }
        return "";
    }

    private String takeTransferEncoding(HeadLine line) {
        for (int at = line.valueFrom(); at <= line.valueTo(); ) {
            int end = partEnd(line, at);
            if (isPart(line, at, end, "chunked")) {
                if (chunked) {
                    return "Transfer-Encoding with chunked twice";
                }
                chunked = true;
            } else if (!isPart(line, at, end, "identity") && !isPart(line, at, end, "")) {
                return "Transfer-Encoding that was never asked for: " + line.valueSample();
            }
            at = end + 1;
        }
        return "";
    }

    private void takeConnection(HeadLine line) {
        for (int at = line.valueFrom(); at <= line.valueTo(); ) {
            int end = partEnd(line, at);
            close |= isPart(line, at, end, "close");
            keepAlive |= isPart(line, at, end, "keep-alive");
            at = end + 1;
        }
    }

    private static boolean isToken(HeadLine line, String token) {
        return line.valueFrom() == line.valueTo() || isPart(line, line.valueFrom(), line.valueTo(), token);
    }

    private static int partEnd(HeadLine line, int from) {
        int at = from;
        while (at < line.valueTo() && line.at(at) != ',') {
            at++;
        }
        return at;
    }

    private static boolean isPart(HeadLine line, int from, int to, String lowerCase) {
        int first = from;
        int behind = to;
        while (first < behind && HeadLine.isBlank(line.at(first))) {
            first++;
        }
        while (behind > first && HeadLine.isBlank(line.at(behind - 1))) {
            behind--;
        }
        return line.regionIs(first, behind, lowerCase);
    }

    private static long decimal(HeadLine line, int from, int to) {
        long value = 0;
        boolean digits = false;
        boolean over = false;
        for (int at = from; at < to; at++) {
            int letter = line.at(at);
            if (HeadLine.isBlank(letter)) {
                over = digits;
            } else if (over || letter < '0' || letter > '9' || value > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            } else {
                value = value * 10 + (letter - '0');
                digits = true;
            }
        }
        return digits ? value : -1;
    }
}
