package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;

/** A chunk, or a whole answer, of the OpenAI protocol. */
final class OpenAiPiece implements AnswerPiece {
    private final OpenAiChunk chunk = new OpenAiChunk();
    private final TokenCredit credit = new TokenCredit();

    @Override
    public void reset() {
        credit.reset();
    }

    @Override
    public boolean scan(byte[] bytes, int from, int to) {
        return chunk.scan(bytes, from, to);
    }

    @Override
    public String failure() {
        return chunk.failure();
    }

    @Override
    public boolean isError() {
        return chunk.isError();
    }

    @Override
    public String errorMessage() {
        return chunk.errorMessage();
    }

    @Override
    public boolean isAnswer() {
        return chunk.hasChoices();
    }

    @Override
    public void report(long nanos, DecodeSink sink) {
        Channel channel = chunk.channel();
        if (channel == null) {
            credit.skip(chunk.tokenIds());
        } else {
            sink.tokens(nanos, channel, credit.take(chunk.completionTokens(), chunk.tokenIds()));
        }
        Finish finish = chunk.finish();
        if (finish != null) {
            sink.finish(nanos, finish);
        }
        // a zero beside text is a field that the server fills in later (Ollama), and no count
        if (chunk.hasUsage() && (chunk.completionTokens() > 0 || !chunk.hasChoices())) {
            sink.usage(nanos, chunk.promptTokens(), chunk.completionTokens(), chunk.cachedTokens());
        }
        if (chunk.hasTimes()) {
            sink.serverTimes(nanos, chunk.promptNanos(), chunk.outputNanos());
        }
    }
}
