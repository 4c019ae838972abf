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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Where a run stands; written by the run's thread, read by anybody. */
final class RunProgress {
    private final BenchmarkPlan plan;
    private final Ticker ticker;
    private final long startNanos;
    private final RollingRate rate = new RollingRate();
    private final RemainingTime remaining;
    private final boolean[] over;
    private LiveCounters.Snapshot earlierLevels = LiveCounters.Snapshot.ZERO;
    private int levelIndex;
    private int behind;
    private long lastLevelEnd;
    private Optional<Duration> lastLevel = Optional.empty();
    private Progress.Phase phase = Progress.Phase.PROBE;
    private @Nullable LevelRun current;

    /**
     * Begins before the first level.
     *
     * @param finished whether the level of an index is over already, measured by another process
     */
    RunProgress(BenchmarkPlan plan, Ticker ticker, IntPredicate finished) {
        this.plan = plan;
        this.ticker = ticker;
        this.startNanos = ticker.nanos();
        this.remaining = new RemainingTime(plan);
        this.over = new boolean[plan.points().size()];
        for (int i = 0; i < over.length; i++) {
            over[i] = finished.test(i);
        }
        behind = notOver(0);
        while (levelIndex < over.length - 1 && over[levelIndex]) {
            levelIndex++;
        }
    }

    /** How many levels from an index on are still to be measured. */
    private int notOver(int from) {
        return (int) IntStream.range(from, over.length).filter(i -> !over[i]).count();
    }

    synchronized void level(int index, LevelRun run) {
        levelIndex = index;
        behind = notOver(index + 1);
        current = run;
        rate.reset();
    }

    synchronized void phase(Progress.Phase now) {
        phase = now;
        if (current != null && now != Progress.Phase.PROBE) {
            earlierLevels = earlierLevels.plus(current.snapshot());
            lastLevelEnd = ticker.nanos();
            lastLevel = Optional.of(Duration.ofNanos(elapsedInLevel(lastLevelEnd)));
            current = null;
        }
    }

    synchronized Progress snapshot() {
        LiveCounters.Snapshot level = current == null ? LiveCounters.Snapshot.ZERO : current.snapshot();
        LiveCounters.Snapshot all = earlierLevels.plus(level);
        long now = ticker.nanos();
        rate.add(now, level.outputTokens());
        return new Progress(
                new Progress.Level(levelIndex + 1, plan.points().size(), load()),
                current == null ? phase : current.phase(),
                new Progress.Time(Duration.ofNanos(now - startNanos), fraction(now), remaining(now)),
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
        // the levels of other processes count as done, wherever they stand in the plan
        double done = over.length - behind - (current == null ? 0 : 1 - inLevel(now));
        return Math.max(0, Math.min(1, done / over.length));
    }

    private double inLevel(long now) {
        double byTime = plan.window()
                .map(window -> elapsedInLevel(now)
                        / (double) plan.warmUp().plus(window).toNanos())
                .orElse(0.0);
        return Math.max(0, Math.min(1, Math.max(byTime, counted())));
    }

    /** How much of what ends the window has been counted, where a count does. */
    private double counted() {
        LevelRun running = current;
        if (running == null) {
            return 0;
        }
        long finished = running.measuredFinished();
        double byCount = running.requestTarget()
                .map(target -> (double) finished / target)
                .orElse(0.0);
        double byTokens = plan.tokenTarget()
                .map(target -> (double) running.snapshot().outputTokens() / target)
                .orElse(0.0);
        return Math.max(byCount, byTokens);
    }

    private long elapsedInLevel(long now) {
        return current == null ? 0 : since(current.clock().start(), now);
    }

    private static long since(long border, long now) {
        return border == LevelClock.UNKNOWN ? 0 : Math.max(0, now - border);
    }

    private Optional<Duration> remaining(long now) {
        if (phase == Progress.Phase.DONE) {
            return Optional.of(Duration.ZERO);
        }
        LevelRun running = current;
        if (running == null) {
            return remaining.between(behind, lastLevel, Duration.ofNanos(now - lastLevelEnd));
        }
        RemainingTime.Standing level = new RemainingTime.Standing(
                Duration.ofNanos(elapsedInLevel(now)),
                Duration.ofNanos(since(
                        running.clock().windowStart(),
                        Math.min(now, running.clock().windowEnd()))),
                counted());
        return remaining.during(level, behind, lastLevel);
    }
}
