package dev.llmbench.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to ask and how, without a target: pure data that is equal on every machine.
 *
 * @param name a name for people and folders; empty for none
 * @param workload what is asked
 * @param load how requests are offered
 * @param phases how a level goes
 * @param stops what ends the measured window; none means 60 s
 * @param requests how every request is asked
 * @param criteria what the result is judged by
 */
public record BenchmarkPlan(
        String name,
        Workload workload,
        Load load,
        Phases phases,
        List<Stop> stops,
        RequestSettings requests,
        Criteria criteria) {
    /** The window of a plan that names no stop. */
    public static final Duration DEFAULT_WINDOW = Duration.ofSeconds(60);

    private static final Duration DEFAULT_SAFETY_LIMIT = Duration.ofHours(1);
    private static final Duration DEFAULT_WARM_UP = Duration.ofSeconds(30);
    private static final Duration LONGEST_DEFAULT_RAMP_UP = Duration.ofSeconds(10);

    /** Checks the name, copies the stops, and refuses a window that its own safety limit would cut. */
    public BenchmarkPlan {
        if (SecretGuess.byValue(name)) {
            throw new IllegalArgumentException("a plan's name looks like a key (it is not repeated here)");
        }
        if (name.length() > 100 || !name.matches("[\\p{L}\\p{N} ._+-]*")) {
            throw new IllegalArgumentException(
                    "a plan's name may have up to 100 letters, digits, spaces and . _ + -, but was '" + name + "'");
        }
        stops = List.copyOf(stops);
        for (Class<?> kind : List.of(
                Stop.Elapsed.class,
                Stop.Requests.class,
                Stop.RequestsPerUser.class,
                Stop.OutputTokens.class,
                Stop.ErrorRate.class)) {
            if (stops.stream().filter(kind::isInstance).count() > 1) {
                throw new IllegalArgumentException("a plan names two stops of the same kind: " + stops);
            }
        }
        if (stops.stream().anyMatch(Stop.OutputTokens.class::isInstance)
                && phases.warmUp().filter(time -> !time.isZero()).isPresent()) {
            throw new IllegalArgumentException("a race for output tokens begins with its first user and has no warm-up:"
                    + " leave the warm-up out, or run a short race before");
        }
        if (load instanceof Load.OpenLoop && stops.stream().anyMatch(Stop.RequestsPerUser.class::isInstance)) {
            throw new IllegalArgumentException("a rate of requests has no users who could each ask a number of them:"
                    + " state a number of requests instead of requests per user, or a concurrency instead of a rate");
        }
        Optional<Duration> length = stated(stops);
        Optional<Duration> limit = phases.safetyLimit();
        if (length.isPresent() && limit.isPresent() && length.get().compareTo(limit.get()) > 0) {
            throw new IllegalArgumentException("the measured window of "
                    + length.get().toSeconds()
                    + " s is longer than the safety limit of " + limit.get().toSeconds()
                    + " s, which would cut it: shorten the window, or raise the limit or leave it out");
        }
    }

    /**
     * Returns a plan with every default.
     *
     * @param workload what is asked
     * @param load how requests are offered
     * @return the plan
     */
    public static BenchmarkPlan of(Workload workload, Load load) {
        return new BenchmarkPlan(
                "", workload, load, Phases.defaults(), List.of(), RequestSettings.defaults(), Criteria.defaults());
    }

    /**
     * Returns this plan under a name.
     *
     * @param text for people and folders
     * @return a new plan
     */
    public BenchmarkPlan withName(String text) {
        return new BenchmarkPlan(text, workload, load, phases, stops, requests, criteria);
    }

    /**
     * Returns this plan with other phases.
     *
     * @param how how a level goes
     * @return a new plan
     */
    public BenchmarkPlan withPhases(Phases how) {
        return new BenchmarkPlan(name, workload, load, how, stops, requests, criteria);
    }

    /**
     * Returns this plan with one more stop.
     *
     * @param stop what ends the measured window
     * @return a new plan
     */
    public BenchmarkPlan withStop(Stop stop) {
        List<Stop> more = new ArrayList<>(stops);
        more.add(stop);
        return new BenchmarkPlan(name, workload, load, phases, more, requests, criteria);
    }

    /**
     * Returns this plan with requests asked in another way.
     *
     * @param settings how every request is asked
     * @return a new plan
     */
    public BenchmarkPlan withRequests(RequestSettings settings) {
        return new BenchmarkPlan(name, workload, load, phases, stops, settings, criteria);
    }

    /**
     * Returns this plan judged in another way.
     *
     * @param judgement what the result is judged by
     * @return a new plan
     */
    public BenchmarkPlan withCriteria(Criteria judgement) {
        return new BenchmarkPlan(name, workload, load, phases, stops, requests, judgement);
    }

    /**
     * Returns everything that is measured, in its order: each round of repeats begins with the first lengths at every load.
     *
     * @return at least one
     */
    public List<Point> points() {
        List<Optional<Shape>> shapes = workload instanceof Workload.Synthetic synthetic
                        && !synthetic.shapes().isEmpty()
                ? synthetic.shapes().stream().map(Optional::of).toList()
                : List.of(Optional.empty());
        List<Point> points = new ArrayList<>();
        for (int repeat = 1; repeat <= phases.repeats(); repeat++) {
            for (Optional<Shape> shape : shapes) {
                for (LoadLevel level : load.levels()) {
                    points.add(new Point(level, shape, repeat));
                }
            }
        }
        return List.copyOf(points);
    }

    /**
     * Returns the length of the window, where time ends it.
     *
     * @return the stated length; 60 s when no stop is named; empty when a number of requests or tokens alone ends it
     */
    public Optional<Duration> window() {
        Optional<Duration> stated = stated(stops);
        return stated.isPresent() || countEnds() ? stated : Optional.of(DEFAULT_WINDOW);
    }

    /**
     * Returns whether a number of requests or of tokens ends the window.
     *
     * @return false where only time does
     */
    public boolean countEnds() {
        return requestTarget().isPresent()
                || requestsPerUser().isPresent()
                || tokenTarget().isPresent();
    }

    private static Optional<Duration> stated(List<Stop> stops) {
        return stops.stream()
                .filter(Stop.Elapsed.class::isInstance)
                .map(stop -> ((Stop.Elapsed) stop).duration())
                .findFirst();
    }

    /**
     * Returns after what time the window ends although no stop has fired: as stated, else one hour, or the window's stated
     * length where that is longer.
     *
     * @return longer than zero
     */
    public Duration safetyLimit() {
        return phases.safetyLimit()
                .orElse(stated(stops)
                        .filter(length -> length.compareTo(DEFAULT_SAFETY_LIMIT) > 0)
                        .orElse(DEFAULT_SAFETY_LIMIT));
    }

    /**
     * Returns the number of requests that ends the window, where one does.
     *
     * @return the number
     */
    public Optional<Long> requestTarget() {
        return stops.stream()
                .filter(Stop.Requests.class::isInstance)
                .map(stop -> ((Stop.Requests) stop).count())
                .findFirst();
    }

    /**
     * Returns how many requests every user asks in the window, where that ends it.
     *
     * @return the number for each user
     */
    public Optional<Integer> requestsPerUser() {
        return stops.stream()
                .filter(Stop.RequestsPerUser.class::isInstance)
                .map(stop -> ((Stop.RequestsPerUser) stop).count())
                .findFirst();
    }

    /**
     * Returns the number of output tokens that ends the window, where one does.
     *
     * @return the number
     */
    public Optional<Long> tokenTarget() {
        return stops.stream()
                .filter(Stop.OutputTokens.class::isInstance)
                .map(stop -> ((Stop.OutputTokens) stop).count())
                .findFirst();
    }

    /**
     * Returns the length of the warm-up: as stated, else 30 s, or none where a number of requests or tokens ends W.
     *
     * @return zero or longer
     */
    public Duration warmUp() {
        return phases.warmUp().orElse(countEnds() ? Duration.ZERO : DEFAULT_WARM_UP);
    }

    /**
     * Returns over what time users start: as stated, else the warm-up's length, at most 10 s.
     *
     * @return zero or longer
     */
    public Duration rampUp() {
        Duration warmUp = warmUp();
        return phases.rampUp().orElse(warmUp.compareTo(LONGEST_DEFAULT_RAMP_UP) < 0 ? warmUp : LONGEST_DEFAULT_RAMP_UP);
    }

    /**
     * Returns how long requests are followed after W: as stated, else the total time-out, or not at all where a number of
     * tokens ends W.
     *
     * @return zero or longer
     */
    public Duration drainLimit() {
        return phases.drainLimit()
                .orElse(
                        tokenTarget().isPresent()
                                ? Duration.ZERO
                                : requests.timeouts().total());
    }

    /**
     * Returns how long the plan takes at the least: warm-up, window and rest of every level. Following the window's last
     * requests comes on top.
     *
     * @return the time, or empty where a number of requests alone ends the levels
     */
    public Optional<Duration> expectedDuration() {
        return expectedDuration(points().size());
    }

    /**
     * Returns how long so many of the plan's levels take at the least, as {@link #expectedDuration()} does for all.
     *
     * @param levels how many levels, at least one
     * @return the time, or empty where a number of requests or tokens alone ends the levels
     */
    public Optional<Duration> expectedDuration(int levels) {
        if (levels < 1) {
            throw new IllegalArgumentException("the number of levels must be at least 1, but was " + levels);
        }
        return window().map(window -> {
            Duration measured = window.compareTo(safetyLimit()) < 0 ? window : safetyLimit();
            return warmUp().plus(measured)
                    .multipliedBy(levels)
                    .plus(phases.rest().multipliedBy(levels - 1L));
        });
    }
}
