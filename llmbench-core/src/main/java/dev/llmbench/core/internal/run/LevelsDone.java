package dev.llmbench.core.internal.run;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.core.internal.file.FinishedLevel;
import dev.llmbench.core.internal.file.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final RunRecord run;

    /** Begins with the levels of the processes before. */
    LevelsDone(RunStart start) {
        run = start.record();
        for (FinishedLevel level : start.finished()) {
            finished.put(level.level(), level);
            level.result().ifPresent(result -> results.put(level.level(), result));
        }
    }

    /** Whether a level is over as planned; one that was cut is measured again. */
    boolean has(int level) {
        return finished.containsKey(level);
    }

    /** Whether an answer of the processes before came from a simulator. */
    boolean simulated() {
        return finished.values().stream().anyMatch(FinishedLevel::simulated);
    }

    /** Adds what was measured of a level, whether or not to its end. */
    void add(int level, LevelResult result) {
        results.put(level, result);
    }

    /** Keeps a level, which has gone as planned, so that no other process need measure it again. */
    void finish(int level, boolean simulated, RunSession session) {
        session.folder().ifPresent(folder -> {
            // before the level's file: what the figures rest on is on disk when the figures are
            long journalled = session.journalled();
            FinishedLevel over = new FinishedLevel(
                    level, run.attempt(), journalled, simulated, Optional.ofNullable(results.get(level)));
            finished.put(level, over);
            try {
                folder.write(over);
            } catch (LlmBenchException e) {
                LOG.warn("a level could not be saved, and would be measured again by a resumption: {}", e.getMessage());
            }
        });
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
        more.put("levelsByAttempt", byAttempt());
        return more;
    }

    /** The numbers from 1 of the levels that each process measured, such as {@code 0: 1, 2; 1: 3}. */
    private String byAttempt() {
        SortedMap<Integer, List<String>> levels = new TreeMap<>();
        results.keySet()
                .forEach(level -> levels.computeIfAbsent(attemptOf(level), by -> new ArrayList<>())
                        .add(Integer.toString(level + 1)));
        return levels.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .collect(Collectors.joining("; "));
    }

    private int attemptOf(int level) {
        FinishedLevel over = finished.get(level);
        return over == null ? run.attempt() : over.attempt();
    }
}
