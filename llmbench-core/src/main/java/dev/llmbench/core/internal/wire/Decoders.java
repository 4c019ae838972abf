package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.wire.AnswerDecoder.Framing;

/** The decoders of the protocols that come with llmbench. */
final class Decoders {
    private Decoders() {}

    static AnswerDecoder openAi() {
        return new AnswerDecoder(Framing.EVENTS, new OpenAiChunk());
    }

    static AnswerDecoder sglang() {
        return new AnswerDecoder(Framing.EVENTS, new SglangPiece());
    }

    static AnswerDecoder ollama() {
        return new AnswerDecoder(Framing.LINES, new OllamaPiece());
    }
}
