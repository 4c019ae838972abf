package dev.llmbench.core.internal.load;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import dev.llmbench.core.internal.record.TimeoutNanos;
import java.util.List;

/**
 * One level of a plan, in the units of the event loops.
 *
 * @param number number of the level in the run, from 0
 * @param load its load
 * @param users how many users there are, 0 in an open loop
 * @param seed from which schedules and shares are drawn
 * @param phases how long what takes
 * @param stops what ends the window
 * @param requests how requests are asked
 * @param objectives what goodput is judged by
 */
public record LevelPlan(
        int number,
        LoadLevel load,
        int users,
        long seed,
        PhaseNanos phases,
        List<Stop> stops,
        RequestRules requests,
        List<Objective> objectives) {
    private static final long SHORTEST_WARM_UP_BOUND = 120_000_000_000L;

    /**
     * How long what takes, in nanoseconds.
     *
     * @param warmUp before W
     * @param warmUpBound when the warm-up ends although not every user has finished a request
     * @param rampUp over which users start
     * @param window length of W, or {@link Long#MAX_VALUE} where only counts end it
     * @param safetyLimit after which W ends although no stop has fired
     * @param drainLimit after W
     * @param finishHeldLoad whether requests that only held the load are followed to their end
     */
    public record PhaseNanos(
            long warmUp,
            long warmUpBound,
            long rampUp,
            long window,
            long safetyLimit,
            long drainLimit,
            boolean finishHeldLoad) {}

    /**
     * How requests are asked.
     *
     * @param streamed whether answers come token by token
     * @param thinkTime pause of a user after an answer, in nanoseconds
     * @param timeouts how long to wait
     */
    public record RequestRules(boolean streamed, long thinkTime, TimeoutNanos timeouts) {}

    /**
     * Returns how many requests each user asks in W.
     *
     * @return the number, or {@link Integer#MAX_VALUE} where users ask until W has ended
     */
    int requestsOfAUser() {
        return stops.stream()
                .filter(Stop.RequestsPerUser.class::isInstance)
                .mapToInt(stop -> ((Stop.RequestsPerUser) stop).count())
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /**
     * Takes one level out of a plan.
     *
     * @param plan the plan
     * @param runSeed the seed of the run: the plan's, or the one that was drawn
     * @param mostUsers how many users this machine can hold open, for levels that take as many as they get
     * @param number number of the level, from 0
     * @return the level
     */
    public static LevelPlan of(BenchmarkPlan plan, long runSeed, int mostUsers, int number) {
        LoadLevel load = plan.points().get(number).load();
        boolean openLoop = plan.load() instanceof Load.OpenLoop;
        long warmUp = plan.warmUp().toNanos();
        long safety = plan.safetyLimit().toNanos();
        PhaseNanos phases = new PhaseNanos(
                warmUp,
                Math.max(3 * warmUp, SHORTEST_WARM_UP_BOUND),
                openLoop ? 0 : plan.rampUp().toNanos(),
                plan.window().map(java.time.Duration::toNanos).orElse(Long.MAX_VALUE),
                safety,
                drainLimit(plan, load),
                plan.phases().heldLoad() == Phases.HeldLoad.FINISH);
        long thinkTime = plan.load() instanceof Load.ClosedLoop closed
                ? closed.thinkTime().toNanos()
                : 0;
        RequestRules rules = new RequestRules(
                plan.requests().stream(),
                thinkTime,
                TimeoutNanos.of(plan.requests().timeouts()));
        // Every level draws differently, and the same level of the same plan alike.
        long seed = runSeed * 0x9E3779B97F4A7C15L + number;
        return new LevelPlan(
                number,
                load,
                users(load, mostUsers),
                seed,
                phases,
                plan.stops(),
                rules,
                plan.criteria().objectives());
    }

    private static int users(LoadLevel load, int most) {
        if (load instanceof LoadLevel.Saturation saturation) {
            return Math.max(1, Math.min(most, saturation.maxInFlight().orElseThrow()));
        }
        return load instanceof LoadLevel.Users closed ? closed.concurrency() : 0;
    }

    /** Behind a saturation nothing is followed: its requests wait for long, and tell of the queue, not of the server. */
    private static long drainLimit(BenchmarkPlan plan, LoadLevel load) {
        return load instanceof LoadLevel.Saturation
                        && plan.phases().drainLimit().isEmpty()
                ? 0
                : plan.drainLimit().toNanos();
    }
}
