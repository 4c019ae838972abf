package dev.llmbench.core.internal.file;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Job;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run that ended before its time, as its folder tells.
 *
 * @param folder the folder
 * @param job its plan and target
 * @param record what it was begun with
 * @param finished the levels that are over, in the order of the plan
 * @param partial the result of the process before, where it was cancelled or broke and not killed
 */
public record SavedRun(
        RunFolder folder, Job job, RunRecord record, List<FinishedLevel> finished, Optional<BenchmarkResult> partial) {
    private static final int LARGEST_RESULT = 1 << 28;

    /** Copies the list. */
    public SavedRun {
        finished = List.copyOf(finished);
    }

    /**
     * Returns whether a run that ended so can be resumed: one that was cancelled or broke.
     *
     * @param ending how it ended
     * @return false where it ended by its own plan
     */
    public static boolean resumable(Ending ending) {
        return ending == Ending.CANCELLED || ending == Ending.BROKEN;
    }

    /**
     * Claims a run's folder for this process, before it is read: its run may be about to end.
     *
     * @param path the run's folder
     * @return the claim, to be closed
     * @throws ConfigurationException if the run is still going on, or as {@link #read}
     */
    public static RunLock claim(Path path) {
        if (Files.notExists(path.resolve(RunFolder.RUN))) {
            SavedRun unused = read(path); // which tells what is wrong; a lock would leave its file in any folder
        }
        return RunLock.take(path);
    }

    /**
     * Reads the folder of a run and changes nothing in it.
     *
     * @param path the run's folder
     * @return what it holds
     * @throws ConfigurationException if it is no run's folder, the run is complete, or what is needed to go on is
     *     missing, broken or was changed
     */
    public static SavedRun read(Path path) {
        if (!Files.isDirectory(path)) {
            throw new ConfigurationException(
                    path + " is not the folder of a run; name the folder that holds the run's " + RunFolder.PLAN);
        }
        RunFolder folder = new RunFolder(path);
        Optional<BenchmarkResult> partial = partial(path);
        Job job = job(path.resolve(RunFolder.PLAN));
        Path recordFile = path.resolve(RunFolder.RUN);
        if (Files.notExists(recordFile)) {
            throw new ConfigurationException(path + " can't be resumed: it has no " + RunFolder.RUN
                    + ", as an older llmbench leaves it, a prediction, or a run that was killed before it began; carry out its "
                    + RunFolder.PLAN + " as a new run");
        }
        RunRecord record = RunFileCodec.read(recordFile, "record of a run", RunFileCodec.RUN, RunRecord.class);
        if (!record.jobHash().equals(PlanCodec.hash(job))) {
            throw new ConfigurationException(path.resolve(RunFolder.PLAN) + " was changed since the run began, and its"
                    + " levels would not belong together; undo the change, or carry the plan out as a new run");
        }
        record.promptsSha256()
                .ifPresent(expected -> PromptFingerprint.check(job.plan().workload(), expected));
        return new SavedRun(folder, job, record, finished(path.resolve(RunFolder.LEVELS)), partial);
    }

    /** The result of the process before; a resumption that was killed has left it set aside. */
    private static Optional<BenchmarkResult> partial(Path path) {
        return result(path.resolve(RunFolder.RESULT), path).or(() -> result(path.resolve(RunFolder.PARTIAL), path));
    }

    private static Optional<BenchmarkResult> result(Path file, Path path) {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        BenchmarkResult result = ResultCodec.read(file.toString(), TextFiles.read(file, "result", LARGEST_RESULT));
        if (!resumable(result.run().ending())) {
            throw new ConfigurationException("the run in " + path + " is complete, there is nothing to resume; its "
                    + RunFolder.RESULT + " holds the result");
        }
        return Optional.of(result);
    }

    private static Job job(Path plan) {
        PlanCodec.Content content = PlanCodec.read(plan);
        return new Job(
                content.plan(),
                content.target()
                        .orElseThrow(
                                () -> new ConfigurationException(
                                        plan
                                                + ": 'target' is missing, so that the run's server is not known; put it back as it was")));
    }

    private static List<FinishedLevel> finished(Path levels) {
        List<FinishedLevel> found = new ArrayList<>();
        if (Files.notExists(levels)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(levels, "*.json")) {
            for (Path file : files) {
                found.add(RunFileCodec.read(file, "finished level", RunFileCodec.LEVEL, FinishedLevel.class));
            }
        } catch (IOException e) {
            throw new ConfigurationException("the folder " + levels + " can't be read: " + TextFiles.reason(e), e);
        }
        found.sort(Comparator.comparingInt(FinishedLevel::level));
        return found;
    }

    /**
     * Returns how many requests the journal must hold.
     *
     * @return those until the end of the last level that is over
     */
    public long journalled() {
        return finished.stream().mapToLong(FinishedLevel::journalled).max().orElse(0);
    }
}
