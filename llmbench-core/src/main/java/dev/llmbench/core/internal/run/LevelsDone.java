package dev.llmbench.core.internal.run;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.core.internal.file.FinishedLevel;
import dev.llmbench.core.internal.file.MeasuredLevel;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunRecord;
import dev.llmbench.core.internal.file.SavedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The levels of a run that are over, in the order of the plan; each goes to disk as soon as it is. */
final class LevelsDone {
    private static final Logger LOG = LoggerFactory.getLogger(LevelsDone.class);

    private final SortedMap<Integer, FinishedLevel> finished = new TreeMap<>();
    private final SortedMap<Integer, LevelResult> results = new TreeMap<>();
    private final SortedMap<Integer, Integer> attempts = new TreeMap<>(); // of the results
    private final RunRecord run;
    private final boolean partialSimulated;

    /** Begins with the levels of the processes before, those that were cut too: nothing better is known of them yet. */
    LevelsDone(RunStart start) {
        run = start.record();
        start.partial().map(MeasuredLevel::of).orElse(List.of()).forEach(level -> {
            results.put(level.number(), level.result());
            attempts.put(level.number(), level.attempt().orElse(0));
        });
        partialSimulated =
                start.partial().map(partial -> partial.run().simulated()).orElse(false);
        for (FinishedLevel level : start.finished()) {
            finished.put(level.level(), level);
            level.result().ifPresent(result -> {
                results.put(level.level(), result);
                attempts.put(level.level(), level.attempt());
            });
        }
    }

    /** Whether a level is over as planned; one that was cut is measured again. */
    boolean has(int level) {
        return finished.containsKey(level);
    }

    /** Whether an answer of the processes before came from a simulator. */
    boolean simulated() {
        return partialSimulated || finished.values().stream().anyMatch(FinishedLevel::simulated);
    }

    /** Adds what was measured of a level; where it was cut, too, the longer of two windows stays. */
    void add(int level, LevelResult result) {
        LevelResult before = results.get(level);
        if (before == null
                || !SavedRun.resumable(result.window().ending())
                || result.window().length().compareTo(before.window().length()) >= 0) {
            results.put(level, result);
            attempts.put(level, run.attempt());
        }
    }

    /**
     * Keeps a level, which has gone as planned, so that no other process need measure it again.
     *
     * @param journalled how many requests are on disk; where nobody knows, the level would be measured again, since its
     *     figures may rest on detail that is lost
     */
    void finish(int level, boolean simulated, OptionalLong journalled, Optional<RunFolder> folder) {
        if (attempts.getOrDefault(level, run.attempt()) != run.attempt()) {
            results.remove(level); // this process's level ended before its window, and it is the one that counts
            attempts.remove(level);
        }
        FinishedLevel over = new FinishedLevel(
                level, run.attempt(), journalled.orElse(0), simulated, Optional.ofNullable(results.get(level)));
        finished.put(level, over);
        if (folder.isEmpty() || journalled.isEmpty()) {
            return;
        }
        try {
            folder.get().write(over);
        } catch (LlmBenchException e) {
            LOG.warn("a level could not be saved, and would be measured again by a resumption: {}", e.getMessage());
        }
    }

    /** Returns what was measured, in the order of the plan. */
    List<LevelResult> results() {
        return new ArrayList<>(results.values());
    }

    /** Adds to the further facts of a result how the run was resumed, where it was. */
    Map<String, String> withResumptions(Map<String, String> extra) {
        if (run.resumedAt().isEmpty()) {
            return extra;
        }
        Map<String, String> more = new TreeMap<>(extra);
        more.put("resumed", Integer.toString(run.attempt()));
        more.put("resumedAt", run.resumedAt().stream().map(Instant::toString).collect(Collectors.joining(", ")));
        more.put(MeasuredLevel.BY_ATTEMPT, MeasuredLevel.byAttempt(attempts));
        return more;
    }
}
