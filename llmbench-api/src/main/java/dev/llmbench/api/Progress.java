package dev.llmbench.api;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a run stands, as far as can be told while it goes on.
 *
 * @param level the level under way
 * @param phase what it is doing
 * @param time how long it has run and will
 * @param tokens output tokens and their rates; estimated until the servers' counts have come
 * @param requests what became of the requests so far, over all levels
 */
public record Progress(Level level, Phase phase, Time time, Tokens tokens, Requests requests) {
    /** What a level is doing. */
    public enum Phase {
        /** Asking the server what it can. */
        PROBE,
        /** Load on, not measured. */
        WARM_UP,
        /** The measured window. */
        MEASURE,
        /** Load held until the window's requests have finished. */
        DRAIN,
        /** Pausing between levels. */
        REST,
        /** Over. */
        DONE
    }

    /**
     * The level under way.
     *
     * @param number from 1
     * @param of how many levels the run has
     * @param load its load
     */
    public record Level(int number, int of, LoadLevel load) {}

    /**
     * How long the run has run and will.
     *
     * @param elapsed since the start of the run, by this process
     * @param fraction how much of the run is over, from 0 to 1, with what other processes have measured of it
     * @param remaining estimated time to the end, as if all levels took as long as the one under way where counts end
     *     them; absent as long as nothing tells
     */
    public record Time(Duration elapsed, double fraction, Optional<Duration> remaining) {}

    /**
     * Output tokens.
     *
     * @param output so far, over all levels
     * @param perSecond over the last 5 s
     * @param peakPerSecond the highest value of {@code perSecond} in this level
     * @param estimated whether token counts rest on events, because the servers' counts have not all come
     * @param target how many the level races for; absent where it doesn't
     * @param ofLevel so far, of the level under way
     */
    public record Tokens(
            long output,
            double perSecond,
            double peakPerSecond,
            boolean estimated,
            Optional<Long> target,
            long ofLevel) {}

    /**
     * Requests.
     *
     * @param inFlight under way now
     * @param completed succeeded so far
     * @param failed failed so far
     * @param dropped dropped so far
     */
    public record Requests(long inFlight, long completed, long failed, long dropped) {}
}
