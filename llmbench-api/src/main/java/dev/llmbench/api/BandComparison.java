package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/**
 * A result held against what was expected.
 *
 * @param runId the result's run
 * @param model the model that was asked
 * @param band the expectation
 * @param cautions what makes the comparison weak, a sentence each
 * @param levels the levels for which something is expected, in the result's order
 * @param without points of the result for which nothing is expected
 */
public record BandComparison(
        String runId, String model, Band band, List<String> cautions, List<Level> levels, List<Point> without) {
    /** Copies the lists. */
    public BandComparison {
        cautions = List.copyOf(cautions);
        levels = List.copyOf(levels);
        without = List.copyOf(without);
    }

    /**
     * One level.
     *
     * @param point the load, with lengths and repeat where the plan has several
     * @param expected the band's row
     * @param measured output tokens per second
     * @param successRate the success rate, a fraction
     * @param medianLatencyMillis the median end-to-end latency, where measured
     * @param validity whether the figures can be trusted
     * @param place where the measured throughput lies
     * @param sure whether its whole interval lies there
     */
    public record Level(
            Point point,
            Band.Row expected,
            Rate measured,
            double successRate,
            Optional<Double> medianLatencyMillis,
            Verdict validity,
            Place place,
            boolean sure) {}

    /** Where a throughput lies. */
    public enum Place {
        /** Less than expected. */
        BELOW("below"),
        /** As expected. */
        WITHIN("within"),
        /** More than expected. */
        ABOVE("above"),
        /** Not to be judged: an invalid level, or a simulated server. */
        NOT_JUDGED("not judged");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        /**
         * Returns the place in words.
         *
         * @return such as {@code within}
         */
        public String words() {
            return words;
        }
    }
}
