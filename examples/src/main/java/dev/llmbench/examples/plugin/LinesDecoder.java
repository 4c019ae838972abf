package dev.llmbench.examples.plugin;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.ResponseDecoder;

/**
 * Reads a token a line, wherever the reads are cut.
 */
final class LinesDecoder implements ResponseDecoder {
    private static final int LONGEST_NUMBER = 18;

    private boolean lineStarted;
    private boolean lastLine;
    private boolean finished;
    private int numbers;
    private int digits;
    private long promptTokens;
    private long outputTokens;

    @Override
    public void reset(boolean streamed) {
        lineStarted = false;
        lastLine = false;
        finished = false;
        numbers = 0;
        digits = 0;
        promptTokens = 0;
        outputTokens = 0;
    }

    @Override
    public void read(byte[] buffer, int from, int to, long nanos, DecodeSink sink) {
        for (int i = from; i < to && !finished; i++) {
            byte next = buffer[i];
            if (next == '\n') {
                endOfLine(nanos, sink);
            } else if (lastLine) {
                endMark(next, nanos, sink);
            } else if (!lineStarted && next == '.') {
                lastLine = true;
            } else {
                lineStarted = true;
            }
        }
    }

    private void endMark(byte next, long nanos, DecodeSink sink) {
        if (next == ' ') {
            numbers++;
            digits = 0;
        } else if (next >= '0' && next <= '9' && numbers >= 1 && numbers <= 2 && digits++ < LONGEST_NUMBER) {
            if (numbers == 1) {
                promptTokens = promptTokens * 10 + next - '0';
            } else {
                outputTokens = outputTokens * 10 + next - '0';
            }
        } else {
            finished = true;
            sink.protocolError(nanos, "the line that ends an answer must be '. PROMPT_TOKENS OUTPUT_TOKENS'");
        }
    }

    private void endOfLine(long nanos, DecodeSink sink) {
        sink.event(nanos);
        if (lastLine) {
            finished = true;
            sink.usage(nanos, promptTokens, outputTokens, -1);
            sink.done(nanos);
        } else if (lineStarted) {
            sink.tokens(nanos, DecodeSink.Channel.CONTENT, 1);
        }
        lineStarted = false;
    }

    @Override
    public void end(long nanos, DecodeSink sink) {
        // Nothing is held back: an answer without its last line is seen as cut off by the load generator.
    }
}
