package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.BatchLimits;
import dev.llmbench.simulator.internal.model.BatchingModel;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Runs the model in real time on an event loop.
 *
 * <p>All tokens of a step are sent when it ends, in a burst, as an engine with continuous batching does. {@link StepClock} says
 * when that is.
 */
public final class Engine {
    private final EventLoop loop;
    private final BatchLimits limits;
    private final BatchingModel<Generation> model;
    private final Runnable stepEnd = this::endStep;
    private final StepClock clock = new StepClock();
    private long promptTokens;
    private long generatedTokens;
    private long finishedRequests;
    private Counts ofFinished = new Counts(0, 0, 0, 0, 0, 0, 0);

    Engine(EventLoop loop, StepCost cost, BatchLimits limits) {
        this.loop = loop;
        this.limits = limits;
        this.model = new BatchingModel<>(cost, limits);
    }

    /** What an engine has done. */
    public record Counts(
            long promptTokens,
            long generatedTokens,
            long finishedRequests,
            long preemptions,
            long prefixTokens,
            long busyNanos,
            long lateNanos) {
        private Counts plus(Generation finished) {
            return new Counts(
                    promptTokens + finished.promptTokens(),
                    generatedTokens + finished.generated(),
                    finishedRequests + 1,
                    preemptions,
                    prefixTokens + finished.cachedTokens(),
                    busyNanos,
                    lateNanos);
        }
    }

    /** Returns what has been done so far. */
    public Counts counts() {
        return new Counts(
                promptTokens,
                generatedTokens,
                finishedRequests,
                model.preemptions(),
                model.prefixTokensFound(),
                clock.busyNanos(),
                clock.lateNanos());
    }

    /** Returns the same of finished requests only, as SGLang counts. */
    public Counts countsOfFinished() {
        return ofFinished;
    }

    /** Returns running and waiting sequences, and how full the cache is. */
    public BatchingModel<Generation> model() {
        return model;
    }

    /** Returns how much the engine takes on. */
    public BatchLimits limits() {
        return limits;
    }

    void arrive(Generation generation) {
        model.arrive(generation);
        if (!clock.stepping()) {
            beginStep(System.nanoTime());
        }
    }

    void cancel(Generation generation) {
        if (!generation.finished()) {
            model.cancel(generation);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs on the loop or, when that shuts down, never
    private void beginStep(long atNanos) {
        clock.begin(atNanos, model.beginStep());
        if (clock.stepping()) {
            loop.schedule(stepEnd, clock.endNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void endStep() {
        long next = clock.end(System.nanoTime());
        model.endStep(this::send);
        beginStep(next);
    }

    private void send(Generation generation) {
        generatedTokens++;
        if (generation.generated() == 1) {
            promptTokens += generation.promptTokens();
        }
        if (generation.finished()) {
            finishedRequests++;
            ofFinished = ofFinished.plus(generation);
        }
        generation.tokenMade();
    }
}
