package dev.llmbench.api;

/**
 * How every request of a plan is asked.
 *
 * @param stream whether answers come token by token
 * @param temperature the sampling temperature, 0 for greedy decoding
 * @param outputLength whether answers are made to have the wanted length
 * @param usage how token counts are asked for
 * @param timeouts how long to wait
 */
public record RequestSettings(
        boolean stream, double temperature, OutputLength outputLength, UsageReporting usage, Timeouts timeouts) {
    private static final RequestSettings DEFAULTS =
            new RequestSettings(true, 0, OutputLength.FORCED, UsageReporting.FINAL, Timeouts.defaults());

    /** Checks the temperature. */
    public RequestSettings {
        if (!(temperature >= 0 && temperature <= 2)) {
            throw new IllegalArgumentException("temperature must be between 0 and 2, but was " + temperature);
        }
    }

    /** Whether answers are made to have the wanted length. */
    public enum OutputLength {
        /** The engine is told to go on to the wanted length, where it can be. */
        FORCED,
        /** The wanted length is only the limit; the model may stop earlier. */
        AT_MOST
    }

    /** How token counts are asked for. */
    public enum UsageReporting {
        /** Once, at the end of the answer. */
        FINAL,
        /** In every event, which makes every event larger; falls back to {@link #FINAL} where refused. */
        CONTINUOUS,
        /** In every event where a probe shows events of several tokens, else once. */
        AUTO
    }

    /**
     * Returns the defaults: streamed, temperature 0, forced length, usage at the end.
     *
     * @return the settings
     */
    public static RequestSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these settings with answers in one piece.
     *
     * @return new settings
     */
    public RequestSettings notStreamed() {
        return new RequestSettings(false, temperature, outputLength, usage, timeouts);
    }

    /**
     * Returns these settings with another temperature.
     *
     * @param value from 0 to 2
     * @return new settings
     */
    public RequestSettings withTemperature(double value) {
        return new RequestSettings(stream, value, outputLength, usage, timeouts);
    }

    /**
     * Returns these settings with another treatment of the output length.
     *
     * @param choice forced or at most
     * @return new settings
     */
    public RequestSettings withOutputLength(OutputLength choice) {
        return new RequestSettings(stream, temperature, choice, usage, timeouts);
    }

    /**
     * Returns these settings with another way of asking for token counts.
     *
     * @param choice how counts are asked for
     * @return new settings
     */
    public RequestSettings withUsage(UsageReporting choice) {
        return new RequestSettings(stream, temperature, outputLength, choice, timeouts);
    }

    /**
     * Returns these settings with other time-outs.
     *
     * @param limits how long to wait
     * @return new settings
     */
    public RequestSettings withTimeouts(Timeouts limits) {
        return new RequestSettings(stream, temperature, outputLength, usage, limits);
    }
}
