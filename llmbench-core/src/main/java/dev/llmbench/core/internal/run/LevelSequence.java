package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.Job;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Served;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.core.internal.analysis.BestLevels;
import dev.llmbench.core.internal.analysis.Degradations;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.load.LevelPlan;
import dev.llmbench.core.internal.load.LevelRecording;
import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.measure.LevelMeasurement;
import dev.llmbench.core.internal.time.Ticker;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out a plan level by level; {@link #run} on one thread, the rest by anybody. */
final class LevelSequence {
    private static final Logger LOG = LoggerFactory.getLogger(LevelSequence.class);
    private static final long PROGRESS_NANOS = 1_000_000_000L;

    private final BenchmarkPlan plan;
    private final RunStart start;
    private final Served served;
    private final List<RunObserver> observers;
    private final RunSettings settings;
    private final Ticker ticker;
    private final RunProgress progress;
    private final long startNanos;
    private final LinkedBlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
    private volatile boolean cancelled;
    private volatile Optional<RunFolder> folder = Optional.empty();
    private volatile @Nullable LevelRun current;
    private @Nullable Thread asking; // guarded by inbox

    // Written and read by the run's thread.
    private final LevelsDone levels;
    private boolean simulated;
    private Ending ending = Ending.COMPLETED;
    private Optional<String> endedBecause = Optional.empty();

    LevelSequence(
            BenchmarkPlan plan,
            Served served,
            List<RunObserver> observers,
            RunSettings settings,
            Ticker ticker,
            RunStart start) {
        this.plan = plan;
        this.start = start;
        this.levels = new LevelsDone(start);
        this.simulated = levels.simulated();
        this.served = served;
        this.observers = List.copyOf(observers);
        this.settings = settings;
        this.ticker = ticker;
        this.progress = new RunProgress(plan, ticker, levels::has);
        this.startNanos = ticker.nanos();
    }

    Progress snapshot() {
        return progress.snapshot();
    }

    /** Where the run keeps its files, once it has begun. */
    Optional<RunFolder> folder() {
        return folder;
    }

    void cancel() {
        cancelled = true;
        LevelRun level = current;
        if (level != null) {
            level.cancel();
        }
        inbox.add(LevelSequence::wakeUp);
        synchronized (inbox) {
            if (asking != null) {
                asking.interrupt(); // out of the probe, which waits for a server
            }
        }
    }

    /** Lets {@link #cancel} interrupt this thread, or no longer: later, an interrupt would hurt the files. */
    private void interruptible(boolean on) {
        synchronized (inbox) {
            asking = on ? Thread.currentThread() : null;
            if (!on) {
                boolean unused = Thread.interrupted();
            }
        }
    }

    /** Does nothing but end a wait. */
    private static void wakeUp() {}

    BenchmarkResult run() {
        tellProgress();
        interruptible(true);
        RunSession session;
        try {
            session = new RunSession(plan, start, served, settings);
        } catch (RuntimeException e) {
            if (cancelled) {
                return cancelledEarly();
            }
            throw e;
        } finally {
            interruptible(false);
        }
        try (session) {
            folder = session.folder();
            simulated |= session.simulated();
            runLevels(session);
            progress.phase(Progress.Phase.DONE);
            tellProgress();
            BenchmarkResult result =
                    result(session.facts(), session.environment(), Optional.of(session.sent()), session.extra());
            return ResultFiles.saved(result, session.folder());
        }
    }

    private BenchmarkResult cancelledEarly() {
        ending = Ending.CANCELLED;
        endedBecause = Optional.of("cancelled before the first request was measured");
        return result(served.facts(), ClientEnvironment.describe(0, "none"), Optional.empty(), Map.of());
    }

    private void runLevels(RunSession session) {
        int count = plan.points().size();
        boolean rested = true; // nothing was asked yet
        for (int i = 0; i < count && !cancelled && ending == Ending.COMPLETED; i++) {
            if (levels.has(i)) {
                continue;
            }
            if (!rested) {
                rest();
            }
            if (!cancelled) {
                runLevel(i, session);
                rested = false;
            }
        }
        if (cancelled && ending == Ending.COMPLETED) {
            ending = Ending.CANCELLED;
            endedBecause = Optional.of("cancelled");
        }
    }

    private void runLevel(int index, RunSession session) {
        Level level = new Level(session);
        Instant levelStart = Clock.systemUTC().instant();
        long droppedBefore = session.detailDropped();
        LevelRun run = new LevelRun(
                LevelPlan.of(plan, start.record().seed(), session.mostUsers(), index),
                session.resources(plan.points().get(index)),
                level);
        progress.level(index, run);
        current = run;
        run.start();
        if (cancelled) {
            run.cancel();
        }
        LevelRecording recording = waitFor(level);
        current = null;
        progress.phase(Progress.Phase.REST);
        simulated |= recording.recorder().simulated();
        LevelMeasurement.Context context = new LevelMeasurement.Context(
                levelStart,
                plan,
                session.facts(),
                session.sent().lengthForced(),
                level.figures,
                session.detailDropped() - droppedBefore,
                session.journalZero());
        try {
            LevelMeasurement.of(recording, context).ifPresent(result -> {
                levels.add(index, result);
                tell(observer -> observer.onLevel(result));
            });
        } catch (RuntimeException e) { // a fault of this library: earlier levels are still worth having
            LOG.error("a level could not be measured", e);
            ending = Ending.BROKEN;
            endedBecause = Optional.of(String.valueOf(e.getMessage()));
        }
        if (recording.ending() == Ending.CANCELLED || recording.ending() == Ending.BROKEN) {
            ending = recording.ending();
            endedBecause = recording.endedBy();
        }
        if (ending == Ending.COMPLETED) {
            // before the level's file: what the figures rest on is on disk when the figures are
            levels.finish(index, recording.recorder().simulated(), session.journalled(), session.resumableFolder());
        }
    }

    private LevelRecording waitFor(Level level) {
        long nextTick = ticker.nanos() + PROGRESS_NANOS;
        while (level.recording == null) {
            handleNext(nextTick - ticker.nanos());
            if (ticker.nanos() >= nextTick) {
                tellProgress();
                nextTick += PROGRESS_NANOS;
            }
        }
        return level.recording;
    }

    private void rest() {
        long end = ticker.nanos() + plan.phases().rest().toNanos();
        while (!cancelled && ticker.nanos() < end) {
            handleNext(Math.min(PROGRESS_NANOS, end - ticker.nanos()));
            tellProgress();
        }
    }

    private void handleNext(long atMostNanos) {
        try {
            Runnable message = inbox.poll(Math.max(0, atMostNanos), TimeUnit.NANOSECONDS);
            if (message != null) {
                message.run();
            }
        } catch (InterruptedException e) {
            cancel(); // only this library knows the thread; still, an interrupt always means: end
        }
    }

    /** Brings what the level's loops tell to the run's thread. */
    private final class Level implements LevelRun.Listener {
        private final RunSession session;
        private GeneratorFigures figures = GeneratorFigures.none("the window did not begin");
        private @Nullable LevelRecording recording;

        Level(RunSession session) {
            this.session = session;
        }

        @Override
        public void windowBegins() {
            inbox.add(() -> {
                session.watch().begin();
                tellProgress();
            });
        }

        @Override
        public void windowEnded() {
            inbox.add(() -> {
                figures = session.watch().end();
                tellProgress();
            });
        }

        @Override
        public void over(LevelRecording finished) {
            inbox.add(() -> recording = finished);
        }
    }

    private void tellProgress() {
        Progress now = progress.snapshot();
        tell(observer -> observer.onProgress(now));
    }

    private void tell(Consumer<RunObserver> message) {
        for (RunObserver observer : observers) {
            try {
                message.accept(observer);
            } catch (RuntimeException e) {
                LOG.warn("an observer of the run failed", e);
            }
        }
    }

    private BenchmarkResult result(
            ServerFacts facts, Environment environment, Optional<Sent> sent, Map<String, String> extra) {
        List<LevelResult> measured = levels.results();
        Optional<BestLevel> best = BestLevels.of(measured);
        RunInfo info = new RunInfo(
                start.record().id(),
                RunIds.version(),
                start.record().startedAt(),
                elapsed(),
                ending,
                endedBecause,
                simulated);
        Map<String, String> all = new TreeMap<>(levels.withResumptions(extra));
        all.putAll(BestLevels.words(measured));
        all.putAll(Degradations.words(plan.workload(), measured));
        return new BenchmarkResult(info, new Job(plan, served.target()), facts, environment, sent, measured, best, all);
    }

    private Duration elapsed() {
        // A process that resumes has no clock of the one before but the wall clock.
        return start.left().isEmpty()
                ? Duration.ofNanos(ticker.nanos() - startNanos)
                : Duration.between(start.record().startedAt(), Clock.systemUTC().instant());
    }
}
