package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.wire.AnswerDecoder.Framing;
import java.util.function.Supplier;

/**
 * The decoders of the protocols that come with llmbench, for one thread each. Those of a thread share what they need only while they
 * read, where their protocol allows it: thousands of answers that take turns have little in the near caches.
 */
final class Decoders {
    private Decoders() {}

    static Supplier<ResponseDecoder> openAi() {
        AnswerPiece piece = new OpenAiChunk();
        return () -> new AnswerDecoder(Framing.EVENTS, piece);
    }

    static Supplier<ResponseDecoder> sglang() {
        return () -> new AnswerDecoder(Framing.EVENTS, new SglangPiece());
    }

    static Supplier<ResponseDecoder> ollama() {
        AnswerPiece piece = new OllamaPiece();
        return () -> new AnswerDecoder(Framing.LINES, piece);
    }
}
