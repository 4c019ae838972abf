package dev.llmbench.core.internal.load;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.internal.schedule.ArrivalSchedule;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every n-th request of a level's schedule, sent when it is due whether or not earlier ones have finished.
 */
final class OpenLoopDriver implements LoadDriver {
    private final LoopWorker worker;
    private final ArrivalSchedule schedule;
    private final int cap;
    private final int step;
    private final AtomicInteger inFlight;
    private long due;

    /**
     * Creates the driver of every {@code step}-th arrival.
     *
     * @param first the first of this loop, from 0
     * @param step the number of loops
     * @param inFlight requests under way on all loops
     */
    OpenLoopDriver(
            LoopWorker worker, LevelPlan plan, LoadLevel.Rate rate, int first, int step, AtomicInteger inFlight) {
        this.worker = worker;
        this.schedule = ArrivalSchedule.of(rate, plan.seed());
        this.cap = rate.cap().orElse(Integer.MAX_VALUE);
        this.step = step;
        this.inFlight = inFlight;
        skip(first);
    }

    @Override
    public void start() {
        due = worker.clock().start() + schedule.nextOffsetNanos();
        worker.loop().at(due, () -> worker.guarded(this::arrive));
    }

    @Override
    public void catchUp() {
        // Several may be due at once when this loop was held up; each keeps its own intended start.
        while (worker.loadIsOn() && due <= worker.loop().nanos()) {
            offer(due);
            skip(step - 1);
            due = worker.clock().start() + schedule.nextOffsetNanos();
        }
    }

    private void arrive() {
        catchUp();
        if (worker.loadIsOn()) {
            worker.loop().at(due, () -> worker.guarded(this::arrive));
        }
    }

    private void offer(long scheduled) {
        if (inFlight.incrementAndGet() > cap) {
            inFlight.decrementAndGet();
            worker.drop(scheduled);
            return;
        }
        worker.send(worker.freeExchange(), worker.supply().next(), scheduled);
    }

    @Override
    public void ended() {
        inFlight.decrementAndGet();
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            schedule.nextOffsetNanos();
        }
    }
}
