package dev.llmbench.core.internal.load;

import dev.llmbench.api.Stop;
import dev.llmbench.core.internal.record.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The stops that depend on requests of W; told of each by every loop. */
final class StopRules {
    private final Optional<Stop> target;
    private final long targetCount;
    private final Optional<Stop.ErrorRate> errors;
    private final Optional<Stop.OutputTokens> tokens;
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong lastEnd = new AtomicLong(Long.MIN_VALUE);

    /**
     * Takes the rules of a level.
     *
     * @param users how many users it has
     */
    StopRules(List<Stop> stops, int users) {
        Optional<Stop.Requests> together = find(stops, Stop.Requests.class);
        Optional<Stop.RequestsPerUser> each = find(stops, Stop.RequestsPerUser.class);
        long all = together.map(Stop.Requests::count).orElse(Long.MAX_VALUE);
        long batch = each.map(stop -> (long) stop.count() * users).orElse(Long.MAX_VALUE);
        targetCount = Math.min(all, batch);
        target = batch < all ? each.map(Stop.class::cast) : together.map(Stop.class::cast);
        errors = find(stops, Stop.ErrorRate.class);
        tokens = find(stops, Stop.OutputTokens.class);
    }

    private static <S extends Stop> Optional<S> find(List<Stop> stops, Class<S> kind) {
        return stops.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** Counts a request of W that is over, with the time of its end; returns the stop that fires by it. */
    Optional<Stop> requestOver(Outcome outcome, long ended) {
        if (outcome != Outcome.SUCCEEDED && outcome != Outcome.FAILED) {
            return Optional.empty();
        }
        lastEnd.accumulateAndGet(ended, Math::max);
        long failures = outcome == Outcome.FAILED ? failed.incrementAndGet() : failed.get();
        long all = finished.incrementAndGet();
        if (errors.isPresent()
                && all >= errors.get().minRequests()
                && (double) failures / all > errors.get().limit()) {
            return Optional.of(errors.get());
        }
        return all == targetCount ? target : Optional.empty();
    }

    /** The number of finished requests that ends W, where one does. */
    Optional<Long> requests() {
        return target.map(stop -> targetCount);
    }

    /** The number of output tokens that ends W, where one does. */
    Optional<Long> tokens() {
        return tokens.map(Stop.OutputTokens::count);
    }

    long finished() {
        return finished.get();
    }

    /** When the last of the finished requests ended. */
    long lastEnd() {
        return lastEnd.get();
    }
}
