package dev.llmbench.benchmarks;

import dev.llmbench.api.Objective;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;
import java.util.List;
import java.util.SplittableRandom;
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
 * What a request costs when it is over: weights of its tokens, gaps between them, histograms, sums of the window.
 *
 * <p>By turns the requests of 64 users, whose gaps lie around 33 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecorderBenchmark {
    private static final int USERS = 64;
    private static final long HIGHEST_NANOS = 3_600_000_000_000L;
    private static final long GAP_NANOS = 33_000_000;
    private static final long WINDOW_NANOS = 3_600_000_000_000L;

    /** How many tokens its answer has, one in each read. */
    @Param({"128", "1024"})
    public int tokens = 128;

    /**
     * Where the request lies: in the measured window, where everything is recorded, or in the warm-up, where it only counts
     * as a request.
     */
    @Param({"window", "warmUp"})
    public String phase = "window";

    /** Whether the server told its tokens with the end of the answer, with every event, or never. */
    @Param({"end", "events", "never"})
    public String usage = "end";

    private final LevelClock clock = new LevelClock();
    private RequestTrace[] requests = {};
    private LevelRecorder recorder = recorder();
    private int next;

    private LevelRecorder recorder() {
        return new LevelRecorder(clock, List.of(Objective.parse("ttft.p99=800ms")), HIGHEST_NANOS, false);
    }

    /** Makes the requests. */
    @Setup(Level.Trial)
    public void answer() {
        boolean inWindow = "window".equals(phase);
        long before = tokens * GAP_NANOS * 2;
        clock.startsAt(0);
        clock.windowStartsAt(inWindow ? 0 : before * 2);
        clock.windowEndsAt(before * 2 + WINDOW_NANOS);
        recorder = recorder();
        var random = new SplittableRandom(1);
        requests = new RequestTrace[USERS];
        for (int i = 0; i < USERS; i++) {
            requests[i] = request(i, random);
        }
    }

    private RequestTrace request(int number, SplittableRandom random) {
        var trace = new RequestTrace();
        long nanos = random.nextLong(GAP_NANOS);
        trace.begin(number, nanos, new ArrivalBuffer(), new LiveCounters(null));
        trace.asks(128, tokens, true);
        trace.dequeuedAt(nanos);
        trace.connectionAt(nanos, false, 40_000);
        trace.writtenAt(nanos);
        nanos += 50_000_000 + random.nextLong(10_000_000);
        trace.bytesAt(nanos, 0);
        trace.headAt(nanos, 200);
        int told = "events".equals(usage) ? 1 : 0;
        for (int i = 0; i < tokens; i++) {
            trace.event(nanos);
            trace.tokens(nanos, Channel.CONTENT, told);
            nanos += GAP_NANOS - 1_000_000 + random.nextLong(2_000_000);
        }
        if (!"never".equals(usage)) {
            trace.usage(nanos, 128, tokens, -1);
        }
        trace.finish(nanos, Finish.LENGTH);
        trace.done(nanos);
        trace.endedAt(nanos);
        return trace;
    }

    /**
     * Records a request that succeeded.
     *
     * @return its phase
     */
    @Benchmark
    public Phase requestOver() {
        next = next + 1 == USERS ? 0 : next + 1;
        return recorder.ended(requests[next], Outcome.SUCCEEDED);
    }
}
