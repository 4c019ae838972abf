package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Estimates how long a run still takes: by the plan where time ends its levels, and where counts end them at the rate of the
 * level under way, as if all that follow took as long. Answers that are followed behind a window are not foreseen.
 */
final class RemainingTime {
    /** Below this share the rate of a level says nothing yet. */
    private static final double LEAST_SHARE = 0.01;

    private final Optional<Duration> planned;
    private final Duration rest;

    RemainingTime(BenchmarkPlan plan) {
        planned = plan.expectedDuration(1);
        rest = plan.phases().rest();
    }

    /**
     * Where a level stands.
     *
     * @param sinceStart how long it goes on
     * @param inWindow how much of this is of its window
     * @param share how much of what its window shall count has been counted, 0 where nothing is to be
     */
    record Standing(Duration sinceStart, Duration inWindow, double share) {}

    /**
     * Estimates it while a level is under way.
     *
     * @param behind how many levels follow
     * @param level where the level stands
     * @param lastLevel how long the level before took
     * @return the time, or empty as long as nothing tells
     */
    Optional<Duration> during(Standing level, int behind, Optional<Duration> lastLevel) {
        Optional<Duration> byCount = level.share() > LEAST_SHARE
                ? Optional.of(times(level.inWindow(), (1 - Math.min(1, level.share())) / level.share()))
                : Optional.empty();
        Optional<Duration> byTime = planned.map(length -> notNegative(length.minus(level.sinceStart())));
        return least(byCount, byTime)
                .or(() -> lastLevel.map(length -> notNegative(length.minus(level.sinceStart()))))
                .map(left -> {
                    Duration whole = level.sinceStart().plus(left);
                    Duration each = least(planned, Optional.of(whole)).orElse(whole);
                    return left.plus(each.plus(rest).multipliedBy(behind));
                });
    }

    /**
     * Estimates it while no level is under way.
     *
     * @param behind how many levels follow
     * @param lastLevel how long the level before took; empty before the first
     * @param rested how long the pause goes on
     * @return the time, or empty as long as nothing tells
     */
    Optional<Duration> between(int behind, Optional<Duration> lastLevel, Duration rested) {
        if (behind == 0) {
            return Optional.of(Duration.ZERO);
        }
        Duration first = lastLevel.isPresent() ? notNegative(rest.minus(rested)) : Duration.ZERO;
        return least(planned, lastLevel)
                .map(each -> first.plus(each.multipliedBy(behind)).plus(rest.multipliedBy(behind - 1L)));
    }

    private static Optional<Duration> least(Optional<Duration> one, Optional<Duration> other) {
        return Stream.concat(one.stream(), other.stream()).min(Duration::compareTo);
    }

    private static Duration notNegative(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }

    private static Duration times(Duration time, double factor) {
        return Duration.ofNanos(Math.round(time.toNanos() * factor));
    }
}
