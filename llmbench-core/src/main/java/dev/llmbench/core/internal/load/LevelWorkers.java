package dev.llmbench.core.internal.load;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.TokenTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The workers of a level, one on each loop, told and asked together. */
final class LevelWorkers {
    private final List<LoopWorker> workers = new ArrayList<>();
    private final List<LoadDriver> drivers = new ArrayList<>();
    private final AtomicInteger drained = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicInteger stopped = new AtomicInteger();
    private final AtomicInteger openLoopInFlight = new AtomicInteger();

    /** Makes the workers; all recorders' memory is taken now. */
    LevelWorkers(
            LevelPlan plan,
            LevelRun.Resources resources,
            LevelClock clock,
            Optional<TokenTarget> tokenTarget,
            LoopWorker.Listener listener) {
        LoopWorker.Shared shared = new LoopWorker.Shared(
                resources.supply(),
                resources.sink(),
                resources.protocol(),
                resources.errorWords(),
                resources.requestNumbers(),
                tokenTarget);
        int lanes = resources.lanes().size();
        for (int i = 0; i < lanes; i++) {
            LevelRun.Lane lane = resources.lanes().get(i);
            LevelRecorder recorder =
                    new LevelRecorder(clock, plan.objectives(), resources.highestNanos(), tokenTarget.isPresent());
            LoopWorker worker = new LoopWorker(lane.loop(), lane.transport(), shared, plan, clock, recorder, listener);
            workers.add(worker);
            drivers.add(driver(worker, plan, i, lanes));
        }
    }

    private LoadDriver driver(LoopWorker worker, LevelPlan plan, int index, int lanes) {
        if (plan.load() instanceof LoadLevel.Rate rate) {
            return new OpenLoopDriver(worker, plan, rate, index, lanes, openLoopInFlight);
        }
        return new ClosedLoopDriver(worker, plan, plan.users(), index, lanes);
    }

    void start() {
        for (int i = 0; i < workers.size(); i++) {
            LoopWorker worker = workers.get(i);
            LoadDriver driver = drivers.get(i);
            worker.loop().execute(() -> worker.start(driver));
        }
    }

    void windowEnded() {
        for (LoopWorker worker : workers) {
            worker.loop().execute(worker::windowEnded);
        }
    }

    /** Counts a loop on which no request of W is open any more; tells whether it is the last one. */
    boolean lastOneDrained() {
        return drained.incrementAndGet() == workers.size();
    }

    /** Sends nothing more, and follows what is open to its end. */
    void finishOpen() {
        for (LoopWorker worker : workers) {
            worker.loop().execute(worker::finishOpen);
        }
    }

    /** Counts a loop on which nothing is open any more; tells whether it is the last one. */
    boolean lastOneFinished() {
        return finished.incrementAndGet() == workers.size();
    }

    /**
     * Ends the level on every loop.
     *
     * @param byPlan as in {@link LoopWorker#stop}
     * @param whenStopped is given what all recorded, on the loop that stopped last
     */
    void stop(boolean byPlan, Consumer<LevelRecorder> whenStopped) {
        for (LoopWorker worker : workers) {
            worker.loop().execute(() -> {
                worker.stop(byPlan);
                if (stopped.incrementAndGet() == workers.size()) {
                    whenStopped.accept(merged());
                }
            });
        }
    }

    private LevelRecorder merged() {
        LevelRecorder all = workers.get(0).recorder();
        for (LoopWorker worker : workers.subList(1, workers.size())) {
            all.add(worker.recorder());
        }
        return all;
    }

    /** What was counted until about now; from any thread. */
    LiveCounters.Snapshot snapshot() {
        LiveCounters.Snapshot sum = LiveCounters.Snapshot.ZERO;
        for (LoopWorker worker : workers) {
            sum = sum.plus(worker.live().snapshot());
        }
        return sum;
    }
}
