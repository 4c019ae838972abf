package dev.llmbench.accuracy;

/** A figure whose error is told. */
public enum Figure {
    /** Time to first token: first token - request; on the server from the request's last byte to the write of the token. */
    TIME_TO_FIRST_TOKEN("TTFT", Unit.MILLISECONDS, true),
    /** The same from the intended start; open loop only. */
    TIME_TO_FIRST_TOKEN_FROM_SCHEDULE("TTFT from schedule", Unit.MILLISECONDS, true),
    /** A gap between arrivals that delivered k tokens gives k samples of a k-th of it; on the server between writes. */
    INTER_TOKEN_LATENCY("ITL", Unit.MILLISECONDS, false),
    /** (last token - first token) / (output tokens - 1). */
    TIME_PER_OUTPUT_TOKEN("TPOT", Unit.MILLISECONDS, true),
    /** Last token - request. */
    END_TO_END("end-to-end", Unit.MILLISECONDS, true),
    /** Tokens in the window over its length: received, and sent. */
    OUTPUT_TOKENS_PER_SECOND("tokens/s", Unit.PER_SECOND, true),
    /** Requests under way on average over the window: from written, and from received, to the end. */
    MEAN_CONCURRENCY("concurrency", Unit.REQUESTS, false);

    /** What a figure is told in. */
    public enum Unit {
        /** Milliseconds. */
        MILLISECONDS("ms"),
        /** Tokens a second. */
        PER_SECOND("/s"),
        /** Requests. */
        REQUESTS("");

        private final String label;

        Unit(String label) {
            this.label = label;
        }

        /**
         * Returns the unit as it is written behind a number.
         *
         * @return such as {@code ms}; empty where a number stands alone
         */
        public String label() {
            return label;
        }
    }

    private final String label;
    private final Unit unit;
    private final boolean goal;

    Figure(String label, Unit unit, boolean goal) {
        this.label = label;
        this.unit = unit;
        this.goal = goal;
    }

    /**
     * Returns the figure's name in tables.
     *
     * @return such as {@code TTFT}
     */
    public String label() {
        return label;
    }

    /**
     * Returns what its values are told in.
     *
     * @return the unit
     */
    public Unit unit() {
        return unit;
    }

    /**
     * Returns whether llmbench promises how far this figure may be off.
     *
     * @return whether its mean, median and 95th percentile are to be {@link FigureError#within()}
     */
    public boolean goal() {
        return goal;
    }
}
