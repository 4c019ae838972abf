package dev.llmbench.core;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.file.MeasuredLevel;
import dev.llmbench.core.internal.file.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The requests of a run one by one, as its journal ({@code requests.jsonl} and {@code events.bin}) keeps them; the files are
 * described in {@code docs/files.md}.
 *
 * <pre>{@code
 * RunJournal journal = RunJournal.read(Path.of("results/llama-8b-20260131-120000"));
 * }</pre>
 *
 * <p>Also the journal of a run that was killed can be read: what is whole is given, and {@link #damage} tells why no more.
 *
 * @param startedAt the run's zero, from which all stamps count, by the wall clock
 * @param requests every request that is whole in the files and counts, level by level in the order in which they ended
 * @param damage why reading ended before the end of the files, in words; empty for a whole journal
 * @param zeroNanos the run's zero as a value of {@link System#nanoTime()} of the process that began the run, to which stamps
 *     of other processes of the same machine can be related; 0 where the journal ends before it
 */
public record RunJournal(Instant startedAt, List<JournaledRequest> requests, Optional<String> damage, long zeroNanos) {
    /** By how much a clock may be set while a run goes on. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);

    /** Copies the list. */
    public RunJournal {
        requests = List.copyOf(requests);
    }

    /** Takes requests one by one with the arrivals of their tokens. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes a request.
         *
         * @param request what the journal tells of it
         * @param arrivals when its tokens came, empty where none came
         */
        void visit(JournaledRequest request, JournaledArrivals arrivals);
    }

    /**
     * Returns whether a folder holds a journal.
     *
     * @param folder the folder of a run
     * @return whether both files are there
     */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFolder.REQUESTS))
                && Files.isRegularFile(folder.resolve(RunFolder.EVENTS));
    }

    /**
     * Reads the journal of a run; the arrivals of single tokens are checked and left out. Of a level that several processes
     * have asked, since the run was resumed, those requests count that the folder's result rests on; where it has no result,
     * or the result not this level, those of the last process.
     *
     * @param folder the run's folder
     * @return its requests
     * @throws ConfigurationException if the folder has no journal, or journal or result have another form, or they are of
     *     different runs
     */
    public static RunJournal read(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFolder.RESULT))
                ? read(folder, Results.read(folder), request -> true)
                : read(folder, Map.of(), request -> true);
    }

    /**
     * Reads those requests of a journal that a result rests on and somebody wants; the others take no memory.
     *
     * @param folder the run's folder
     * @param result the run's result
     * @param wanted which requests to keep
     * @return the requests
     * @throws ConfigurationException if the folder has no journal, or one of another form or run
     */
    public static RunJournal read(Path folder, BenchmarkResult result, Predicate<JournaledRequest> wanted) {
        RunJournal journal = read(folder, attempts(result), wanted);
        journal.check(result);
        return journal;
    }

    /**
     * Visits the requests that a result rests on, one by one with the arrivals of their tokens; none is kept, so that a long
     * run takes no more memory than a short one.
     *
     * @param folder the run's folder
     * @param result the run's result
     * @param visitor takes every request in the order in which they ended
     * @return what else is known of the journal, without requests
     * @throws ConfigurationException if the folder has no journal, or one of another form or run
     */
    public static RunJournal visit(Path folder, BenchmarkResult result, Visitor visitor) {
        Map<Integer, Integer> attempts = attempts(result);
        JournalReader.Report report = JournalReader.readAttempts(folder, (request, attempt, zeroNanos) -> {
            if (attempts.getOrDefault(request.level(), attempt) == attempt) {
                visitor.visit(
                        JournaledRequests.of(request, zeroNanos), new JournaledArrivals(request.arrivals(), zeroNanos));
            }
        });
        check(report.startedAt(), report.records() == 0, result);
        return new RunJournal(report.startedAt(), List.of(), report.damage(), report.zeroNanos());
    }

    private static Map<Integer, Integer> attempts(BenchmarkResult result) {
        Map<Integer, Integer> attempts = new HashMap<>();
        MeasuredLevel.of(result)
                .forEach(level -> level.attempt().ifPresent(attempt -> attempts.put(level.number(), attempt)));
        return attempts;
    }

    private static RunJournal read(Path folder, Map<Integer, Integer> attempts, Predicate<JournaledRequest> wanted) {
        SortedMap<Integer, OneAttempt> levels = new TreeMap<>();
        JournalReader.Report report = JournalReader.readAttempts(folder, (request, attempt, zeroNanos) -> {
            if (attempts.getOrDefault(request.level(), attempt) == attempt) {
                levels.computeIfAbsent(request.level(), level -> new OneAttempt())
                        .add(JournaledRequests.of(request, zeroNanos), attempt, wanted);
            }
        });
        List<JournaledRequest> requests = levels.values().stream()
                .flatMap(level -> level.requests.stream())
                .toList();
        return new RunJournal(report.startedAt(), requests, report.damage(), report.zeroNanos());
    }

    /** The requests of a level by the last process that asked it. */
    private static final class OneAttempt {
        private final List<JournaledRequest> requests = new ArrayList<>();
        private int last;

        void add(JournaledRequest request, int attempt, Predicate<JournaledRequest> wanted) {
            if (attempt > last) {
                requests.clear();
                last = attempt;
            }
            if (attempt == last && wanted.test(request)) {
                requests.add(request);
            }
        }
    }

    /**
     * Refuses a result of another run: the journal must begin while the result's run went on. A journal without a request
     * belongs to any.
     *
     * @param result the result
     * @throws ConfigurationException if they don't belong together
     */
    public void check(BenchmarkResult result) {
        check(startedAt, requests.isEmpty(), result);
    }

    private static void check(Instant startedAt, boolean empty, BenchmarkResult result) {
        Instant from = result.run().startedAt().minus(CLOCK_STEP);
        Instant to = result.run().startedAt().plus(result.run().elapsed()).plus(CLOCK_STEP);
        if (!empty && (startedAt.isBefore(from) || startedAt.isAfter(to))) {
            throw new ConfigurationException("the journal belongs to another run than the result: it begins at "
                    + startedAt + ", and run " + result.run().id() + " began at "
                    + result.run().startedAt() + " and took "
                    + result.run().elapsed().toSeconds()
                    + " s; put " + RunFolder.REQUESTS + " and " + RunFolder.EVENTS + " of that run beside its result");
        }
    }

    /**
     * Returns the requests of a level.
     *
     * @param level its number in the plan, from 0
     * @return in the order in which they ended
     */
    public List<JournaledRequest> ofLevel(int level) {
        return requests.stream().filter(request -> request.level() == level).toList();
    }

    /**
     * Returns the requests that a level of a result rests on.
     *
     * @param result the run's result
     * @param level one of its levels
     * @return in the order in which they ended
     * @throws IllegalArgumentException if the result has no such level
     */
    public List<JournaledRequest> of(BenchmarkResult result, LevelResult level) {
        int index = result.levels().indexOf(level);
        if (index < 0) {
            throw new IllegalArgumentException("run " + result.run().id() + " has no such level at "
                    + level.point().label());
        }
        return byLevel(result).get(index);
    }

    /**
     * Returns the requests that each level of a result rests on.
     *
     * @param result the run's result
     * @return a list for each level, in the order of the result; in each, the order in which requests ended
     */
    public List<List<JournaledRequest>> byLevel(BenchmarkResult result) {
        Map<Integer, List<JournaledRequest>> numbered =
                requests.stream().collect(Collectors.groupingBy(JournaledRequest::level));
        return MeasuredLevel.of(result).stream()
                .map(level -> numbered.getOrDefault(level.number(), List.of()))
                .toList();
    }
}
