package dev.llmbench.core.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a parser reports; adjoining pieces of a body become one, since their division is up to the cuts. */
final class RecordingHandler implements ResponseHandler {
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private boolean over;

    List<String> lines() {
        return lines;
    }

    boolean isOver() {
        return over;
    }

    void next() {
        over = false;
    }

    @Override
    public void head(int status) {
        lines.add("head " + status);
    }

    @Override
    public void header(String name, String value) {
        lines.add(name + "=" + value);
    }

    @Override
    public void body(byte[] buffer, int from, int to) {
        if (from >= to) {
            throw new AssertionError("an empty piece of a body");
        }
        body.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void end(boolean keepAlive) {
        last(keepAlive ? "end" : "end, close");
    }

    @Override
    public void malformed(String what) {
        last("malformed: " + what);
    }

    private void last(String line) {
        if (over) {
            throw new AssertionError("a second end: " + line);
        }
        over = true;
        if (body.length() > 0) {
            lines.add("body " + body);
            body.setLength(0);
        }
        lines.add(line);
    }
}
