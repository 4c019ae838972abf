package dev.llmbench.simulator.script;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an answer of tokens looks on the wire.
 *
 * @param streamed whether events are sent when the request asks for a stream; else always one JSON body, due with the last
 *     token
 * @param done whether {@code [DONE]} ends the stream
 * @param finishChunk whether the finish reason comes in a chunk of its own without text (llama.cpp) instead of on the last
 *     token (vLLM)
 * @param lineEnding what ends the lines of events
 * @param framing how the body's length is told; a body that is not streamed always has a content length
 * @param headers more headers of the answer
 * @param split cuts every event of tokens so, or empty for none
 */
public record Form(
        boolean streamed,
        boolean done,
        boolean finishChunk,
        LineEnding lineEnding,
        Framing framing,
        Map<String, String> headers,
        Optional<Step.Split> split) {
    /** Copies and checks. */
    public Form {
        Objects.requireNonNull(lineEnding, "lineEnding");
        Objects.requireNonNull(framing, "framing");
        headers = Checks.headers(headers);
        Objects.requireNonNull(split, "split");
    }

    Form withStreamed(boolean streamed) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withDone(boolean done) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withFinishChunk(boolean finishChunk) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withLineEnding(LineEnding lineEnding) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withFraming(Framing framing) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withHeaders(Map<String, String> headers) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }

    Form withSplit(Optional<Step.Split> split) {
        return new Form(streamed, done, finishChunk, lineEnding, framing, headers, split);
    }
}
