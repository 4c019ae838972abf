package dev.llmbench.api;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a run measured, with everything to judge and to repeat it. Immutable all the way down.
 *
 * @param run which run this was
 * @param job the plan and the server
 * @param server what is known about the server's machine
 * @param environment the machine that generated the load
 * @param sent how the server was really asked; absent when the run ended before
 * @param levels the levels in the order of the plan; those that were not reached are missing
 * @param best which load serves best, over all rounds of repeats; absent with fewer than two loads, and where lengths differ:
 *     then each has its own in {@link #extra()}, by names such as {@code best.128 in, 2048 out}
 * @param extra further facts by name
 */
public record BenchmarkResult(
        RunInfo run,
        Job job,
        ServerFacts server,
        Environment environment,
        Optional<Sent> sent,
        List<LevelResult> levels,
        Optional<BestLevel> best,
        Map<String, String> extra) {
    /** Copies list and map. */
    public BenchmarkResult {
        levels = List.copyOf(levels);
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
    }

    /**
     * Returns the level of a point.
     *
     * @param point load, lengths and repeat
     * @return its result
     * @throws IllegalArgumentException if it was not measured; the message lists what was
     */
    public LevelResult at(Point point) {
        return only(level -> level.point().equals(point), point.label());
    }

    /**
     * Returns the level of a load.
     *
     * @param load the load
     * @return its result
     * @throws IllegalArgumentException if it was not measured, or at several lengths or times; the message lists what was
     */
    public LevelResult at(LoadLevel load) {
        return only(level -> level.load().equals(load), load.label());
    }

    /**
     * Returns the level of a number of users.
     *
     * @param users the concurrency
     * @return its result
     * @throws IllegalArgumentException if it was not measured, or at several lengths or times; the message lists what was
     */
    public LevelResult atConcurrency(int users) {
        return at(new LoadLevel.Users(users));
    }

    /**
     * Returns the level of a rate.
     *
     * @param requestsPerSecond the mean rate
     * @return its result
     * @throws IllegalArgumentException if it was not measured, or more than once with different arrivals, caps or lengths;
     *     the message lists what was
     */
    public LevelResult atRate(double requestsPerSecond) {
        return only(
                level -> level.load() instanceof LoadLevel.Rate rate && rate.requestsPerSecond() == requestsPerSecond,
                requestsPerSecond + " requests/s");
    }

    private LevelResult only(Predicate<LevelResult> wanted, String words) {
        List<LevelResult> found = levels.stream().filter(wanted).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("there is " + (found.isEmpty() ? "no level" : "more than one level")
                    + " of " + words + " in this result; it has " + labels());
        }
        return found.get(0);
    }

    /**
     * Returns the worst verdict of all levels.
     *
     * @return whether the figures can be trusted; invalid without a level
     */
    public Verdict validity() {
        return levels.stream().map(LevelResult::validity).reduce(Verdict::worse).orElse(Verdict.INVALID);
    }

    private String labels() {
        return levels.isEmpty()
                ? "none"
                : levels.stream().map(level -> level.point().label()).collect(Collectors.joining(", "));
    }
}
