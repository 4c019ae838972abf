package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How a level goes: starts spread, warm-up, the measured window W, and load held until W's requests have finished.
 *
 * @param warmUp load at the level's own strength before W, not measured; it hands over without draining. Absent is the
 *     default: 30 s, or none where a number of requests or tokens ends the window
 * @param rampUp over what time the users of a closed loop start; absent is the default: the warm-up's length, at most
 *     10 s
 * @param drainLimit how long after W requests that started in it are followed; absent is the total time-out, or
 *     none where a number of tokens ends the window
 * @param rest pause between levels
 * @param safetyLimit after which W ends although no stop has fired; absent is the default: one hour, or the stated length
 *     of W where that is longer
 * @param heldLoad what becomes of requests that only held the load when W's requests have finished
 * @param repeats how often everything is measured, one round after the other; 1 for once
 */
public record Phases(
        Optional<Duration> warmUp,
        Optional<Duration> rampUp,
        Optional<Duration> drainLimit,
        Duration rest,
        Optional<Duration> safetyLimit,
        HeldLoad heldLoad,
        int repeats) {
    private static final int MOST_REPEATS = 1_000;

    private static final Phases DEFAULTS = new Phases(
            Optional.empty(), Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(), HeldLoad.CUT_OFF, 1);

    /** What becomes of requests that only held the load, when W's requests have finished. */
    public enum HeldLoad {
        /** They are cut off at once: the level ends as soon as it can. */
        CUT_OFF,
        /** They are followed to their end, so that every request's tokens are known to client and server alike. */
        FINISH
    }

    /** Refuses negative times. */
    public Phases {
        warmUp.ifPresent(time -> Times.notNegative("warmUp", time));
        rampUp.ifPresent(time -> Times.notNegative("rampUp", time));
        drainLimit.ifPresent(time -> Times.notNegative("drainLimit", time));
        Times.notNegative("rest", rest);
        safetyLimit.ifPresent(time -> Times.positive("safetyLimit", time));
        if (repeats < 1 || repeats > MOST_REPEATS) {
            throw new IllegalArgumentException(
                    "repeats must be between 1 and " + MOST_REPEATS + ", but was " + repeats);
        }
    }

    /**
     * Returns the defaults: nothing stated, no rest, held load cut off.
     *
     * @return the phases
     */
    public static Phases defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these phases with a warm-up.
     *
     * @param time its length, zero for none
     * @return new phases
     */
    public Phases withWarmUp(Duration time) {
        return new Phases(Optional.of(time), rampUp, drainLimit, rest, safetyLimit, heldLoad, repeats);
    }

    /**
     * Returns these phases with users started over a given time.
     *
     * @param time zero to start all at once
     * @return new phases
     */
    public Phases withRampUp(Duration time) {
        return new Phases(warmUp, Optional.of(time), drainLimit, rest, safetyLimit, heldLoad, repeats);
    }

    /**
     * Returns these phases with a limit on following requests after W.
     *
     * @param time zero to cut them off at once
     * @return new phases
     */
    public Phases withDrainLimit(Duration time) {
        return new Phases(warmUp, rampUp, Optional.of(time), rest, safetyLimit, heldLoad, repeats);
    }

    /**
     * Returns these phases with a pause between levels.
     *
     * @param time the pause
     * @return new phases
     */
    public Phases withRest(Duration time) {
        return new Phases(warmUp, rampUp, drainLimit, time, safetyLimit, heldLoad, repeats);
    }

    /**
     * Returns these phases with another end of held load.
     *
     * @param choice what becomes of requests that only held the load
     * @return new phases
     */
    public Phases withHeldLoad(HeldLoad choice) {
        return new Phases(warmUp, rampUp, drainLimit, rest, safetyLimit, choice, repeats);
    }

    /**
     * Returns these phases with a safety limit.
     *
     * @param time after which W ends although no stop has fired, longer than zero
     * @return new phases
     */
    public Phases withSafetyLimit(Duration time) {
        return new Phases(warmUp, rampUp, drainLimit, rest, Optional.of(time), heldLoad, repeats);
    }

    /**
     * Returns these phases with everything measured several times.
     *
     * @param times how often, 1 for once
     * @return new phases
     */
    public Phases withRepeats(int times) {
        return new Phases(warmUp, rampUp, drainLimit, rest, safetyLimit, heldLoad, times);
    }
}
