package dev.llmbench.api;

import java.util.Optional;

/** The checks that decide whether a measurement can be trusted, with their default limits. */
public enum ValidityCheck {
    /** How late the event loops come to what is due at any moment, 99th percentile, in milliseconds. */
    EVENT_LOOP_LAG("event-loop lag p99", "ms", 10.0, 20.0),
    /**
     * How much of the 95th percentile of time to first token is this process's own delay in reading it, in percent; of less than
     * 50 ms in percent of 50 ms.
     */
    OWN_DELAY("own delay in time to first token p95", "%", 1.5, 10.0),
    /** Scheduled to written, 99th percentile, in milliseconds; open loop only. */
    LATE_SENDS("late sends p99", "ms", 5.0, 50.0),
    /** CPU of this process, in percent of what is available to it. */
    OWN_CPU("own CPU", "%", 70.0, 90.0),
    /** Garbage collection and safepoint pauses, in percent of the window. */
    PAUSES("garbage collection pauses", "%", 0.5, 2.0),
    /** Stolen or throttled CPU time, in percent. */
    STOLEN_CPU("stolen or throttled CPU time", "%", 3.0, 10.0),
    /** Median deviation of the prompts' length from the wanted one, in percent. */
    PROMPT_LENGTH("prompt length off target, median", "%", 2.0, 10.0),
    /** Median deviation of the answers' length from the wanted one, in percent. */
    OUTPUT_LENGTH("output length off target, median", "%", 2.0, 10.0),
    /** Requests whose reused connection had to be opened again, in percent. */
    RECONNECTED("connections re-opened", "%", 1.0, 10.0),
    /** Warm-up ended at its bound before every user had finished a request. */
    WARM_UP_BOUND("warm-up ended at its bound"),
    /** The throughput's slope over the window differs from zero. */
    THROUGHPUT_SLOPE("throughput drifts over the window"),
    /** Tokens that had to be estimated, in percent. */
    ESTIMATED_TOKENS("tokens estimated", "%", 2.0, null),
    /** Details of requests that the writer could not take, in percent. */
    DETAIL_DROPPED("detail of requests dropped", "%", 0.0, null),
    /** Reads that brought several token-bearing events, in percent. */
    EVENTS_PER_READ("reads with several events", "%", 5.0, null),
    /** The wall clock jumped or the machine slept inside the window, in milliseconds. */
    CLOCK_JUMP("clock jump or suspension", "ms", null, 500.0),
    /** Faster than the hardware's memory bandwidth allows. */
    ABOVE_ROOFLINE("above the hardware's roofline"),
    /** Prefix-cache hits where none were wanted, in percent of prompt tokens. */
    PREFIX_CACHE_HITS("prefix-cache hits", "%", 2.0, 20.0);

    private final String label;
    private final String unit;
    private final Optional<Double> suspectAbove;
    private final Optional<Double> invalidAbove;

    ValidityCheck(String label) {
        this(label, "", null, null);
    }

    ValidityCheck(
            String label,
            String unit,
            @org.jspecify.annotations.Nullable Double suspectAbove,
            @org.jspecify.annotations.Nullable Double invalidAbove) {
        this.label = label;
        this.unit = unit;
        this.suspectAbove = Optional.ofNullable(suspectAbove);
        this.invalidAbove = Optional.ofNullable(invalidAbove);
    }

    /**
     * Returns the check in words.
     *
     * @return such as {@code event-loop lag p99}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the unit of the measured value.
     *
     * @return {@code ms}, {@code %}, or empty for a check that is only yes or no
     */
    public String unit() {
        return unit;
    }

    /**
     * Returns the default limit above which a level is suspect.
     *
     * @return the limit in {@link #unit()}, or empty where there is none
     */
    public Optional<Double> suspectAbove() {
        return suspectAbove;
    }

    /**
     * Returns the default limit above which a level is invalid.
     *
     * @return the limit in {@link #unit()}, or empty where there is none
     */
    public Optional<Double> invalidAbove() {
        return invalidAbove;
    }
}
