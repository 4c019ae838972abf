package dev.llmbench.benchmarks;

import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.RequestTrace;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * One token from the bytes of a read to its entry in the request's arrivals: chunk framing, event stream, JSON, stamp,
 * live count. With many streams the next token is always another one's, so that what a stream keeps has to come from the
 * processor's outer caches again, as it does under load.
 *
 * <p>Run with {@code -prof gc}: in steady state nothing may be allocated.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EventPathBenchmark {
    private static final int TOKENS_OF_AN_ANSWER = 1_000;
    private static final String EVENT =
            "data: {\"id\":\"chatcmpl-0a1b2c3d4e5f60718293a4b5c6d7e8f9\",\"object\":\"chat.completion.chunk\","
                    + "\"created\":1785881113,\"model\":\"some-model-8b\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" words\"},"
                    + "\"logprobs\":null,\"finish_reason\":null}]}\n\n";
    private static final byte[] HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /** How many answers come in at the same time, a token of each by turns. */
    @Param({"1", "512", "4096"})
    public int streams = 1;

    private final Supplier<ResponseDecoder> decoders = new OpenAiChatProtocol().decodersForOneThread();
    private final LiveCounters live = new LiveCounters(null);
    private final byte[] chunk =
            (Integer.toHexString(EVENT.length()) + "\r\n" + EVENT + "\r\n").getBytes(StandardCharsets.US_ASCII);
    private Stream[] all = {};
    private long nanos;
    private int next;

    /** Begins the answers. */
    @Setup(Level.Trial)
    public void begin() {
        all = new Stream[streams];
        for (int i = 0; i < streams; i++) {
            all[i] = new Stream();
            all[i].grow();
            all[i].answer();
        }
    }

    /**
     * Takes a read of one event; every thousandth of a stream begins an answer.
     *
     * @return how many arrivals there are
     */
    @Benchmark
    public int token() {
        nanos += 1_000;
        next = next + 1 == all.length ? 0 : next + 1;
        return all[next].token();
    }

    private final class Stream implements ResponseHandler {
        private final Http1ResponseParser parser = new Http1ResponseParser(List.of("x-llmbench-simulated"));
        private final ResponseDecoder decoder = decoders.get();
        private final RequestTrace trace = new RequestTrace();
        private final ArrivalBuffer arrivals = new ArrivalBuffer();
        private int tokens;

        /** As an answer before it would have made them: buffers are used again. */
        void grow() {
            for (int i = 0; i < TOKENS_OF_AN_ANSWER; i++) {
                arrivals.add(i, 0);
            }
        }

        void answer() {
            tokens = 0;
            arrivals.clear();
            trace.begin(0, nanos, arrivals, live);
            trace.asks(10, TOKENS_OF_AN_ANSWER, true);
            parser.reset();
            decoder.reset(true);
            parser.read(HEAD, 0, HEAD.length, this);
        }

        int token() {
            if (++tokens > TOKENS_OF_AN_ANSWER) {
                answer();
            }
            trace.bytesAt(nanos, 0);
            parser.read(chunk, 0, chunk.length, this);
            return arrivals.count();
        }

        @Override
        public void head(int status) {
            trace.headAt(nanos, status);
        }

        @Override
        public void header(String name, String value) {
            throw new AssertionError("no such header is there");
        }

        @Override
        public void body(byte[] buffer, int from, int to) {
            decoder.read(buffer, from, to, nanos, trace);
        }

        @Override
        public void end(boolean keepAlive) {
            throw new AssertionError("the answer never ends");
        }

        @Override
        public void malformed(String what) {
            throw new AssertionError(what);
        }
    }
}
