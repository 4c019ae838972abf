package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.DecodeSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes down what a decoder reports: one line for each event, and beside it the event's stamp. */
final class RecordingSink implements DecodeSink {
    private final List<String> lines = new ArrayList<>();
    private final List<Long> stamps = new ArrayList<>();

    List<String> lines() {
        return lines;
    }

    List<Long> stamps() {
        return stamps;
    }

    @Override
    public void event(long nanos) {
        lines.add("");
        stamps.add(nanos);
    }

    @Override
    public void tokens(long nanos, Channel channel, int exactTokens) {
        String name = channel.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        add(name + " " + (exactTokens == UNKNOWN_TOKENS ? "?" : exactTokens));
    }

    @Override
    public void usage(long nanos, long promptTokens, long outputTokens, long cachedPromptTokens) {
        add("usage " + count(promptTokens) + "/" + count(outputTokens) + "/" + count(cachedPromptTokens));
    }

    @Override
    public void serverTimes(long nanos, long promptNanos, long outputNanos) {
        add("times " + count(promptNanos) + "/" + count(outputNanos));
    }

    @Override
    public void finish(long nanos, Finish finish) {
        add("finish " + finish);
    }

    @Override
    public void done(long nanos) {
        add("done");
    }

    @Override
    public void serverError(long nanos, String message) {
        add("server error " + message);
    }

    @Override
    public void protocolError(long nanos, String message) {
        // what is wrong with a body as a whole belongs to no event
        if (lines.isEmpty() || !lines.get(lines.size() - 1).isEmpty()) {
            event(nanos);
        }
        add("protocol error " + message);
    }

    private void add(String what) {
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).isEmpty() ? what : lines.get(last) + ", " + what);
    }

    private static String count(long tokens) {
        return tokens < 0 ? "-" : Long.toString(tokens);
    }
}
