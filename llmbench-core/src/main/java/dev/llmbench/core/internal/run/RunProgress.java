package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Progress;
import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a run stands; written by the run's thread, read by anybody. */
final class RunProgress {
    private final BenchmarkPlan plan;
    private final Ticker ticker;
    private final long startNanos;
    private final RollingRate rate = new RollingRate();
    private LiveCounters.Snapshot earlierLevels = LiveCounters.Snapshot.ZERO;
    private int levelIndex;
    private Progress.Phase phase = Progress.Phase.PROBE;
    private @Nullable LevelRun current;

    RunProgress(BenchmarkPlan plan, Ticker ticker) {
        this.plan = plan;
        this.ticker = ticker;
        this.startNanos = ticker.nanos();
    }

    synchronized void level(int index, LevelRun run) {
        levelIndex = index;
        current = run;
        rate.reset();
    }

    synchronized void phase(Progress.Phase now) {
        phase = now;
        if (current != null && now != Progress.Phase.PROBE) {
            earlierLevels = earlierLevels.plus(current.snapshot());
            current = null;
        }
    }

    synchronized Progress snapshot() {
        LiveCounters.Snapshot level = current == null ? LiveCounters.Snapshot.ZERO : current.snapshot();
        LiveCounters.Snapshot all = earlierLevels.plus(level);
        long now = ticker.nanos();
        rate.add(now, level.outputTokens());
        double fraction = fraction(now);
        return new Progress(
                new Progress.Level(levelIndex + 1, plan.points().size(), load()),
                current == null ? phase : current.phase(),
                new Progress.Time(Duration.ofNanos(now - startNanos), fraction, remaining(now, fraction)),
                new Progress.Tokens(
                        all.outputTokens(),
                        rate.perSecond(),
                        rate.peak(),
                        all.estimated(),
                        plan.tokenTarget(),
                        level.outputTokens()),
                new Progress.Requests(level.inFlight(), all.succeeded(), all.failed(), all.dropped()));
    }

    private LoadLevel load() {
        return plan.points().get(levelIndex).load();
    }

    private double fraction(long now) {
        if (phase == Progress.Phase.DONE) {
            return 1;
        }
        double done = current == null && phase == Progress.Phase.REST ? levelIndex + 1 : levelIndex + inLevel(now);
        return Math.min(1, done / plan.points().size());
    }

    private double inLevel(long now) {
        LevelRun running = current;
        if (running == null) {
            return 0;
        }
        double byTime = plan.window()
                .map(window -> elapsedInLevel(now)
                        / (double) plan.warmUp().plus(window).toNanos())
                .orElse(0.0);
        long finished = running.measuredFinished();
        double byCount =
                running.requestTarget().map(target -> (double) finished / target).orElse(0.0);
        double byTokens = plan.tokenTarget()
                .map(target -> (double) running.snapshot().outputTokens() / target)
                .orElse(0.0);
        return Math.max(0, Math.min(1, Math.max(byTime, Math.max(byCount, byTokens))));
    }

    private long elapsedInLevel(long now) {
        long start = current == null ? LevelClock.UNKNOWN : current.clock().start();
        return start == LevelClock.UNKNOWN ? 0 : Math.max(0, now - start);
    }

    private Optional<Duration> remaining(long now, double fraction) {
        Optional<Duration> expected = plan.expectedDuration();
        if (expected.isPresent()) {
            return Optional.of(Duration.ofNanos(Math.round(expected.get().toNanos() * (1 - fraction))));
        }
        // Only counts end the levels: what is left takes as long, in proportion, as what is done.
        return fraction > 0.01
                ? Optional.of(Duration.ofNanos(Math.round((now - startNanos) / fraction * (1 - fraction))))
                : Optional.empty();
    }
}
