package dev.llmbench.benchmarks;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one token costs between the socket and the recorder: chunk framing, event stream, JSON.
 *
 * <p>Run with {@code -prof gc}: in steady state nothing may be allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class DecoderBenchmark {
    private static final String EVENT =
            "data: {\"id\":\"chatcmpl-0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1785881113,\"model\":\"some-model-8b\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" words\"},"
                    + "\"logprobs\":null,\"finish_reason\":null}]}\n\n";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Whether a read holds the whole event, or a cut in its middle makes the decoder carry the first half over. */
    @Param({"whole", "halved"})
    public String reads = "whole";

    private final Http1ResponseParser parser = new Http1ResponseParser(List.of());
    private final ResponseDecoder decoder = new OpenAiChatProtocol().decoder();
    private final CountingSink sink = new CountingSink();
    private final BodyToDecoder handler = new BodyToDecoder();
    private byte[] chunk = new byte[0];
    private int cut;

    /** Takes the head of an answer that never ends. */
    @Setup(Level.Trial)
    public void takeHead() {
        chunk = (Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n").getBytes(StandardCharsets.US_ASCII);
        cut = "whole".equals(reads) ? chunk.length : chunk.length / 2;
        byte[] head = HEAD.getBytes(StandardCharsets.US_ASCII);
        parser.reset();
        decoder.reset(true);
        parser.read(head, 0, head.length, handler);
    }

    /**
     * Decodes one event of about 220 bytes.
     *
     * @return the tokens so far
     */
    @Benchmark
    public long oneEvent() {
        parser.read(chunk, 0, cut, handler);
        parser.read(chunk, cut, chunk.length, handler);
        return sink.events;
    }

    private final class BodyToDecoder implements ResponseHandler {
        @Override
        public void head(int status) {}

        @Override
        public void header(String name, String value) {}

        @Override
        public void body(byte[] buffer, int from, int to) {
            decoder.read(buffer, from, to, sink.events, sink);
        }

        @Override
        public void end(boolean keepAlive) {
            throw new IllegalStateException("the answer ended");
        }

        @Override
        public void malformed(String what) {
            throw new IllegalStateException(what);
        }
    }

    private static final class CountingSink implements DecodeSink {
        private long events;

        @Override
        public void event(long nanos) {}

        @Override
        public void tokens(long nanos, Channel channel, int exactTokens) {
            events++;
        }

        @Override
        public void usage(long nanos, long promptTokens, long outputTokens, long cachedPromptTokens) {}

        @Override
        public void finish(long nanos, Finish finish) {}

        @Override
        public void done(long nanos) {}

        @Override
        public void serverError(long nanos, String message) {
            throw new IllegalStateException(message);
        }

        @Override
        public void protocolError(long nanos, String message) {
            throw new IllegalStateException(message);
        }
    }
}
