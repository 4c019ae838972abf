package dev.llmbench.benchmarks;

import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request costs in the journal, from the loop that hands it over to both files: its line, and its arrivals. In a file
 * system in memory where there is one, so that it is the encoding that is measured and no disk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class JournalBenchmark {
    private static final int REQUESTS = 1_000;
    private static final long GAP_NANOS = 33_000_000;
    private static final Path MEMORY = Path.of("/dev/shm");

    /** How many tokens its answer has, one in each read. */
    @Param({"128", "1024"})
    public int tokens = 128;

    private final RequestTrace trace = new RequestTrace();
    private Path folder = Path.of("");
    private List<Journal> open = List.of();

    /** Answers the request. */
    @Setup(Level.Trial)
    public void answer() {
        var random = new SplittableRandom(1);
        long nanos = 1_000_000_000;
        trace.begin(7, nanos, new ArrivalBuffer(), new LiveCounters(null));
        trace.asks(128, tokens, true);
        trace.dequeuedAt(nanos);
        trace.connectionAt(nanos, false, 40_000);
        trace.writtenAt(nanos + 20_000);
        nanos += 50_000_000;
        trace.bytesAt(nanos, 0);
        trace.headAt(nanos, 200);
        for (int i = 0; i < tokens; i++) {
            trace.event(nanos);
            trace.tokens(nanos, Channel.CONTENT, 0);
            nanos += GAP_NANOS - 1_000_000 + random.nextLong(2_000_000);
        }
        trace.usage(nanos, 128, tokens, -1);
        trace.finish(nanos, Finish.LENGTH);
        trace.done(nanos);
        trace.endedAt(nanos);
    }

    /**
     * Opens a journal.
     *
     * @throws IOException if there is no folder for it
     */
    @Setup(Level.Iteration)
    public void begin() throws IOException {
        folder = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "llmbench-journal")
                : Files.createTempDirectory("llmbench-journal");
        open = List.of(Journal.open(folder, 0, Instant.EPOCH));
    }

    /**
     * Closes it and takes its files away.
     *
     * @throws IOException if they can't be
     */
    @TearDown(Level.Iteration)
    public void end() throws IOException {
        open.forEach(Journal::close);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    /** Hands requests over and waits until all are written. */
    @Benchmark
    @OperationsPerInvocation(REQUESTS)
    public void request() {
        Journal journal = open.get(0);
        for (int i = 0; i < REQUESTS; i++) {
            if (!journal.offer(trace.toRecord(0, Phase.MEASURED, Outcome.SUCCEEDED, UnaryOperator.identity()))) {
                throw new IllegalStateException("the journal dropped a request");
            }
        }
        if (!journal.sync()) {
            throw new IllegalStateException("the journal could not be written: " + journal.failure());
        }
    }
}
