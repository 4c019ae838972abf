package dev.llmbench.benchmarks;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.internal.schedule.ArrivalSchedule;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to know when the next request of an open loop is due. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScheduleBenchmark {
    /** How requests arrive. */
    @Param
    public Arrival arrival = Arrival.CONSTANT;

    private ArrivalSchedule schedule = schedule();

    private ArrivalSchedule schedule() {
        return ArrivalSchedule.of(new LoadLevel.Rate(1_000, arrival, OptionalInt.empty()), 1);
    }

    /** Begins a level. */
    @Setup
    public void begin() {
        schedule = schedule();
    }

    /**
     * Draws one start.
     *
     * @return its offset
     */
    @Benchmark
    public long next() {
        return schedule.nextOffsetNanos();
    }
}
