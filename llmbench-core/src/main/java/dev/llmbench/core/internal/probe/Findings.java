package dev.llmbench.core.internal.probe;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.WireProtocol;
import java.util.OptionalLong;

/** What a decoder found in one answer. */
final class Findings implements DecodeSink {
    private int tokenEvents;
    private int exactEvents;
    private int mostExact;
    private long promptTokens = -1;
    private long outputTokens = -1;
    private boolean finished;
    private boolean failedInside;
    private String error = "";
    private String protocolError = "";

    private Findings() {}

    static Findings in(Answer answer, WireProtocol protocol, boolean streamed) {
        Findings findings = new Findings();
        ResponseDecoder decoder = protocol.decoder();
        decoder.reset(streamed);
        decoder.read(answer.body(), 0, answer.body().length, 0, findings);
        decoder.end(0, findings);
        return findings;
    }

    @Override
    public void event(long nanos) {
        // only events with tokens matter here
    }

    @Override
    public void tokens(long nanos, Channel channel, int exactTokens) {
        tokenEvents++;
        exactEvents += exactTokens > 0 ? 1 : 0;
        mostExact = Math.max(mostExact, exactTokens);
    }

    @Override
    public void usage(long nanos, long prompt, long output, long cachedPromptTokens) {
        promptTokens = prompt;
        outputTokens = output;
    }

    @Override
    public void finish(long nanos, Finish finish) {
        finished = true;
        failedInside |= finish == Finish.ERROR;
    }

    @Override
    public void done(long nanos) {
        finished = true;
    }

    @Override
    public void serverError(long nanos, String message) {
        error = error.isEmpty() ? message : error;
    }

    @Override
    public void protocolError(long nanos, String message) {
        protocolError = protocolError.isEmpty() ? message : protocolError;
    }

    boolean empty() {
        return tokenEvents == 0;
    }

    boolean finished() {
        return finished;
    }

    boolean failedInside() {
        return failedInside;
    }

    String error() {
        return error;
    }

    String protocolError() {
        return protocolError;
    }

    OptionalLong promptTokens() {
        return promptTokens > 0 ? OptionalLong.of(promptTokens) : OptionalLong.empty();
    }

    OptionalLong outputTokens() {
        return outputTokens > 0 ? OptionalLong.of(outputTokens) : OptionalLong.empty();
    }

    /** Whether every event with tokens told how many it brought. */
    boolean exactEvents() {
        return tokenEvents > 0 && exactEvents == tokenEvents;
    }

    boolean severalTokensAnEvent() {
        return mostExact > 1 || (tokenEvents > 0 && outputTokens > tokenEvents);
    }
}
