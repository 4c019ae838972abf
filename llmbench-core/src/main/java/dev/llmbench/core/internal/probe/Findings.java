package dev.llmbench.core.internal.probe;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.WireProtocol;
import java.util.OptionalLong;

/** What a decoder found in one answer. */
final class Findings implements DecodeSink {
    private final ResponseDecoder decoder;
    private int tokenEvents;
    private int arrivals;
    private long firstTokenNanos;
    private long lastTokenNanos;
    private int exactEvents;
    private int mostExact;
    private long promptTokens = -1;
    private long outputTokens = -1;
    private long cachedTokens = -1;
    private boolean finished;
    private boolean failedInside;
    private String error = "";
    private String protocolError = "";

    /**
     * Begins with nothing found.
     *
     * @param protocol how the answer is understood
     * @param streamed whether a stream was asked for
     */
    Findings(WireProtocol protocol, boolean streamed) {
        decoder = protocol.decoder();
        decoder.reset(streamed);
    }

    static Findings in(Answer answer, WireProtocol protocol, boolean streamed) {
        Findings findings = new Findings(protocol, streamed);
        findings.read(answer.body(), 0, answer.body().length, 0);
        findings.end(0);
        return findings;
    }

    /** Takes bytes of the body, stamped when they were read. */
    void read(byte[] buffer, int from, int to, long nanos) {
        decoder.read(buffer, from, to, nanos, this);
    }

    /** Tells that the body is complete. */
    void end(long nanos) {
        decoder.end(nanos, this);
    }

    @Override
    public void event(long nanos) {
        // only events with tokens matter here
    }

    @Override
    public void tokens(long nanos, Channel channel, int exactTokens) {
        if (tokenEvents == 0) {
            firstTokenNanos = nanos;
        }
        arrivals += tokenEvents == 0 || nanos != lastTokenNanos ? 1 : 0;
        lastTokenNanos = nanos;
        tokenEvents++;
        exactEvents += exactTokens > 0 ? 1 : 0;
        mostExact = Math.max(mostExact, exactTokens);
    }

    @Override
    public void usage(long nanos, long prompt, long output, long cachedPromptTokens) {
        promptTokens = prompt >= 0 ? prompt : promptTokens;
        outputTokens = output >= 0 ? output : outputTokens;
        cachedTokens = cachedPromptTokens >= 0 ? cachedPromptTokens : cachedTokens;
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

    /** Prompt tokens that came from a prefix cache, where told. */
    OptionalLong cachedTokens() {
        return cachedTokens >= 0 ? OptionalLong.of(cachedTokens) : OptionalLong.empty();
    }

    int tokenEvents() {
        return tokenEvents;
    }

    /** Reads that brought tokens. */
    int arrivals() {
        return arrivals;
    }

    /** The stamp of the read that brought the first token; of no meaning without one. */
    long firstTokenNanos() {
        return firstTokenNanos;
    }

    /** Whether every event with tokens told how many it brought. */
    boolean exactEvents() {
        return tokenEvents > 0 && exactEvents == tokenEvents;
    }

    boolean severalTokensAnEvent() {
        return mostExact > 1 || (tokenEvents > 0 && outputTokens > tokenEvents);
    }
}
