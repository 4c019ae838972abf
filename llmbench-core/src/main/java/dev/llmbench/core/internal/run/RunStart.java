package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Job;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.file.FinishedLevel;
import dev.llmbench.core.internal.file.PlanCodec;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunLock;
import dev.llmbench.core.internal.file.RunRecord;
import dev.llmbench.core.internal.file.SavedRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a run begins: at its first level, or at those that another process has left.
 *
 * @param record which run it is
 * @param finished the levels that are over already
 * @param partial the result of the process before, where it left one: of levels that were cut it has what there was
 * @param journalled how many requests its journal must hold
 * @param left the folder of a run that is resumed; absent for a new one
 */
record RunStart(
        RunRecord record,
        List<FinishedLevel> finished,
        Optional<BenchmarkResult> partial,
        long journalled,
        Optional<Left> left) {
    /** So many that two runs hardly draw the same, and few enough to be typed. */
    private static final long SEEDS = 1_000_000_000_000L;

    /**
     * What another process has left.
     *
     * @param folder its folder
     * @param lock this process's claim on it, to be closed with the run
     */
    record Left(RunFolder folder, RunLock lock) {}

    /** A run that is new. */
    static RunStart fresh(BenchmarkPlan plan, Target target, Instant now) {
        // another one in every run: a prefix cache that knew the prompts would make a second run look better
        long seed = plan.workload()
                .seed()
                .orElseGet(() -> ThreadLocalRandom.current().nextLong(1, SEEDS));
        String jobHash = PlanCodec.hash(new Job(plan, target));
        RunRecord record =
                new RunRecord(RunIds.next(now), now, seed, jobHash, Optional.empty(), List.of(), Optional.empty());
        return new RunStart(record, List.of(), Optional.empty(), 0, Optional.empty());
    }

    /** A run that is resumed. */
    static RunStart resumed(SavedRun saved, RunLock lock, Instant now) {
        return new RunStart(
                saved.record().resumed(now),
                saved.finished(),
                saved.partial(),
                saved.journalled(),
                Optional.of(new Left(saved.folder(), lock)));
    }
}
