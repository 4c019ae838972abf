package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/**
 * Two results side by side, load by load.
 *
 * <p>A difference is called one only where the intervals of both sides don't overlap, and never between a simulated and a
 * measured server.
 *
 * @param first the side that is compared with
 * @param second the side whose figures are called better or worse
 * @param cautions what makes the comparison unfair or weak, a sentence each
 * @param levels the points that both sides have, in the order of the first
 * @param onlyFirst points that only the first side has
 * @param onlySecond points that only the second side has
 */
public record Comparison(
        Side first,
        Side second,
        List<String> cautions,
        List<Level> levels,
        List<Point> onlyFirst,
        List<Point> onlySecond) {
    /** Copies the lists. */
    public Comparison {
        cautions = List.copyOf(cautions);
        levels = List.copyOf(levels);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /**
     * One of the two results.
     *
     * @param runId its run
     * @param name the plan's name
     * @param model the model that was asked
     * @param engine name and version, where known
     * @param hardware the GPUs in words, where known
     * @param simulated whether a simulator answered
     */
    public record Side(
            String runId,
            String name,
            String model,
            Optional<String> engine,
            Optional<String> hardware,
            boolean simulated) {}

    /**
     * One point on both sides.
     *
     * @param point the load, with lengths and repeat where the plan has several
     * @param first whether the first side's figures can be trusted
     * @param second whether the second side's can
     * @param figures one for each {@link Metric}, in their order
     */
    public record Level(Point point, Verdict first, Verdict second, List<Figure> figures) {
        /** Copies the list. */
        public Level {
            figures = List.copyOf(figures);
        }
    }

    /** What is compared. */
    public enum Metric {
        /** Output tokens per second. */
        OUTPUT_TOKENS("output", "tok/s", true),
        /** Successful requests per second. */
        REQUESTS("requests", "req/s", true),
        /** Time to first token, median, over all requests; in open loop from the schedule. */
        TTFT_P50("TTFT p50", "ms", false),
        /** Time to first token, 99th percentile, as the median. */
        TTFT_P99("TTFT p99", "ms", false),
        /** Inter-token latency, median. */
        ITL_P50("ITL p50", "ms", false),
        /** Inter-token latency, 99th percentile. */
        ITL_P99("ITL p99", "ms", false),
        /** Time per output token, median. */
        TPOT_P50("TPOT p50", "ms", false),
        /** End-to-end latency, median, over all requests; in open loop from the schedule. */
        E2E_P50("E2E p50", "ms", false),
        /** End-to-end latency, 99th percentile, as the median. */
        E2E_P99("E2E p99", "ms", false),
        /** Succeeded of succeeded and failed requests. */
        SUCCESS_RATE("success", "%", true),
        /** Cost of a million output tokens, in the currency of both prices. */
        COST("cost per 1M", "", false),
        /** Time until a race reached its number of output tokens, where both sides raced for the same number. */
        TIME_TO_TARGET("time to target", "s", false);

        private final String label;
        private final String unit;
        private final boolean higherIsBetter;

        Metric(String label, String unit, boolean higherIsBetter) {
            this.label = label;
            this.unit = unit;
            this.higherIsBetter = higherIsBetter;
        }

        /**
         * Returns the metric in a few letters.
         *
         * @return such as {@code TTFT p99}
         */
        public String label() {
            return label;
        }

        /**
         * Returns the unit of its values.
         *
         * @return such as {@code ms}; empty where the currency is the unit
         */
        public String unit() {
            return unit;
        }

        /**
         * Returns which way is better.
         *
         * @return whether more is better
         */
        public boolean higherIsBetter() {
            return higherIsBetter;
        }
    }

    /**
     * One metric on both sides.
     *
     * @param metric which
     * @param first the first side's value
     * @param second the second side's value
     * @param ratio second / first; absent without two finite values above zero
     * @param judgement what can be said about the second side
     */
    public record Figure(Metric metric, Value first, Value second, Optional<Ratio> ratio, Judgement judgement) {}

    /**
     * A value in the metric's unit, with how far to trust it.
     *
     * @param value the value; empty where it was not measured, infinite where failed requests make it so
     * @param interval the 95 % confidence interval; its upper end may be infinite
     * @param tooFew whether there are fewer samples than the figure needs
     */
    public record Value(Optional<Double> value, Optional<Interval> interval, boolean tooFew) {
        /**
         * Returns that there is no value.
         *
         * @return empty, of no sample
         */
        public static Value none() {
            return new Value(Optional.empty(), Optional.empty(), true);
        }
    }

    /**
     * A ratio of two values.
     *
     * @param value second / first
     * @param interval from the worst to the best case of both intervals; with two of 95 % it holds at 90 % or more
     */
    public record Ratio(double value, Optional<Interval> interval) {}

    /** What can be said about the second side, seen from the first. */
    public enum Judgement {
        /** Better: the intervals don't overlap. */
        BETTER("better"),
        /** Worse: the intervals don't overlap. */
        WORSE("worse"),
        /** The intervals overlap. */
        NO_CLEAR_DIFFERENCE("no clear difference"),
        /** One side has too few samples for this figure, or for an interval. */
        TOO_FEW_SAMPLES("too few samples"),
        /** One side was not measured. */
        NOT_MEASURED("not measured"),
        /** Not to be judged: simulated against measured, an invalid level, other lengths, other currencies. */
        NOT_JUDGED("not judged");

        private final String words;

        Judgement(String words) {
            this.words = words;
        }

        /**
         * Returns the judgement in words.
         *
         * @return such as {@code no clear difference}
         */
        public String words() {
            return words;
        }
    }
}
