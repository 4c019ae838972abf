package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.model.BatchCosts;
import dev.llmbench.simulator.internal.model.BatchingModel;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * Runs the model in real time on an event loop.
 *
 * <p>A step begins when the one before should have ended, not when it did, so lateness of the timer doesn't add up. All tokens
 * of a step are sent when it ends, in a burst, as an engine with continuous batching does.
 */
final class Engine {
    /** Beyond this the machine was paused, and a real engine would not make up for it with steps of no time. */
    private static final long MAX_LATENESS_NANOS = 50_000_000;

    private final EventLoop loop;
    private final BatchingModel<Generation> model;
    private final Runnable stepEnd = this::endStep;
    private boolean stepping;
    private long stepEndNanos;
    private long promptTokens;
    private long generatedTokens;
    private long finishedRequests;

    Engine(EventLoop loop, BatchCosts costs) {
        this.loop = loop;
        this.model = new BatchingModel<>(costs);
    }

    void arrive(Generation generation) {
        model.arrive(generation);
        if (!stepping) {
            beginStep(System.nanoTime());
        }
    }

    void cancel(Generation generation) {
        if (!generation.finished()) {
            model.cancel(generation);
        }
    }

    int running() {
        return model.running();
    }

    int waiting() {
        return model.waiting();
    }

    long promptTokens() {
        return promptTokens;
    }

    long generatedTokens() {
        return generatedTokens;
    }

    long finishedRequests() {
        return finishedRequests;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // runs on the loop or, when that shuts down, never
    private void beginStep(long atNanos) {
        long duration = model.beginStep();
        stepping = duration > 0;
        if (stepping) {
            stepEndNanos = atNanos + duration;
            loop.schedule(stepEnd, stepEndNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void endStep() {
        long lateness = System.nanoTime() - stepEndNanos;
        model.endStep(this::send);
        beginStep(lateness > MAX_LATENESS_NANOS ? stepEndNanos + lateness : stepEndNanos);
    }

    private void send(Generation generation) {
        generatedTokens++;
        if (generation.generated() == 1) {
            promptTokens += generation.promptTokens();
        }
        if (generation.finished()) {
            finishedRequests++;
        }
        generation.send();
    }
}
