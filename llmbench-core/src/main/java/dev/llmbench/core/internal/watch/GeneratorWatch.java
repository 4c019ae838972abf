package dev.llmbench.core.internal.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Watches this process over a window, because a load generator that is short of CPU measures itself.
 *
 * <pre>{@code
 * try (GeneratorWatch watch = GeneratorWatch.ofThisProcess()) {
 *     LoopLag lag = watch.loop(); // one for each event loop, which calls lag.tick(due, met, now, reads)
 *     watch.begin();
 *     // the measured window
 *     GeneratorFigures figures = watch.end();
 * }
 * }</pre>
 *
 * <p>One window at a time; {@link #begin} and {@link #end} belong to one thread, {@link #loop} may come from any.
 */
public final class GeneratorWatch implements AutoCloseable {
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(200);
    private static final double LAG_PERCENTILE = 99;
    private static final int MOMENTS = 100;

    private final Sources sources;
    private final ClockComparison clocks;
    private final Sources.Repetition sampling;
    private final List<LoopLag> loops = new CopyOnWriteArrayList<>();
    private Optional<State> begun = Optional.empty();

    GeneratorWatch(Sources sources) {
        this.sources = sources;
        this.clocks = new ClockComparison(sources.ticker(), sources.wall());
        this.sampling = sources.repeater().every(BETWEEN_SAMPLES, clocks::sample);
    }

    /**
     * Starts to watch this process; one daemon thread compares the clocks until {@link #close}.
     *
     * @return the watch
     */
    public static GeneratorWatch ofThisProcess() {
        return new GeneratorWatch(Sources.ofThisProcess());
    }

    /**
     * Adds an event loop.
     *
     * @return what the loop tells its lag to
     */
    public LoopLag loop() {
        LoopLag lag = new LoopLag();
        loops.add(lag);
        return lag;
    }

    /** Begins a window; what was seen before is forgotten. */
    public void begin() {
        loops.forEach(LoopLag::reset);
        clocks.begin();
        begun = Optional.of(State.read(sources));
    }

    /**
     * Ends the window.
     *
     * @return what was seen since {@link #begin}
     * @throws IllegalStateException if no window was begun
     */
    public GeneratorFigures end() {
        State before = begun.orElseThrow(() -> new IllegalStateException("end() needs a begin() before it"));
        begun = Optional.empty();
        State now = State.read(sources);
        clocks.sample();
        long wall = now.nanos - before.nanos;
        if (wall <= 0) {
            return GeneratorFigures.none("the window has no length");
        }
        return new GeneratorFigures(
                now.ownCpuPercentSince(before, wall),
                now.pausePercentSince(before, wall),
                now.stolenPercentSince(before),
                now.throttling.percentSince(before.throttling, wall, now.processors),
                lagP99Millis(ofAllLoops(LoopLag::moveLateInto)),
                clocks.largestMillis(),
                atAHundredMoments(ofAllLoops(LoopLag::moveUntilMetInto)));
    }

    private Histogram ofAllLoops(BiConsumer<LoopLag, Histogram> move) {
        Histogram all = LoopLag.histogram();
        loops.forEach(loop -> move.accept(loop, all));
        return all;
    }

    private static Reading lagP99Millis(Histogram lag) {
        return lag.getTotalCount() == 0
                ? Reading.absent("no event loop told its lag")
                : Reading.of(lag.getValueAtPercentile(LAG_PERCENTILE) / 1e6);
    }

    private static List<Double> atAHundredMoments(Histogram lag) {
        return lag.getTotalCount() < MOMENTS // of a window this short one stop would be taken for a habit
                ? List.of()
                : IntStream.range(0, MOMENTS)
                        .mapToObj(moment -> lag.getValueAtPercentile((moment + 0.5) * 100 / MOMENTS) / 1e6)
                        .toList();
    }

    /** Ends the comparison of clocks. */
    @Override
    public void close() {
        sampling.close();
    }

    /** All counters at one moment. */
    private record State(
            long nanos,
            OptionalLong cpuNanos,
            int processors,
            OptionalLong pauseMillis,
            Optional<CpuTimes> machine,
            Throttling throttling) {
        static State read(Sources sources) {
            return new State(
                    sources.ticker().nanos(),
                    sources.process().cpuNanos(),
                    sources.process().processors(),
                    sources.process().pauseMillis(),
                    sources.files().read(CpuTimes.PATH).flatMap(CpuTimes::parse),
                    Throttling.read(sources.files()));
        }

        Reading ownCpuPercentSince(State before, long wallNanos) {
            return cpuNanos.isPresent() && before.cpuNanos.isPresent()
                    ? Reading.of(100.0
                            * (cpuNanos.getAsLong() - before.cpuNanos.getAsLong())
                            / wallNanos
                            / Math.max(1, Math.min(processors, before.processors)))
                    : Reading.absent("this JVM does not tell its CPU time");
        }

        Reading pausePercentSince(State before, long wallNanos) {
            return pauseMillis.isPresent() && before.pauseMillis.isPresent()
                    ? Reading.of(100.0
                            * Duration.ofMillis(pauseMillis.getAsLong() - before.pauseMillis.getAsLong())
                                    .toNanos()
                            / wallNanos)
                    : Reading.absent("this JVM does not tell its garbage collection pauses");
        }

        Reading stolenPercentSince(State before) {
            return machine.isPresent() && before.machine.isPresent()
                    ? machine.get().stolenPercentSince(before.machine.get())
                    : Reading.absent("this system does not tell stolen CPU time");
        }
    }
}
