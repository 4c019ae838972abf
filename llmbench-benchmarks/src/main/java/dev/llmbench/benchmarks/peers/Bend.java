package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Outcome.Result;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Whether the figures of a run hold: within 2 % of what they should be by the tool's own definitions.
 *
 * @param off reported / true - 1 of each figure that the tool reports
 * @param failure why there are none, in words
 * @param serverHeld whether the server kept its own pace; where it did not, the run says nothing about the client's limit
 */
record Bend(Map<Part, Double> off, Optional<String> failure, boolean serverHeld) {
    private static final double MOST = 0.02;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** What must hold. A tool that reports nothing of tokens is judged by requests and whole answers instead. */
    enum Part {
        /** Output tokens per second. */
        RATE(Row.total(Figure.TOKEN_RATE), Row.total(Figure.REQUEST_RATE)),
        /** The mean time per token. */
        PER_TOKEN(
                Row.of(Figure.TPOT, Statistic.MEAN),
                Row.of(Figure.ITL, Statistic.MEAN),
                Row.of(Figure.END_TO_END, Statistic.MEAN)),
        /** The 95th percentile of the time to first token. */
        FIRST(Row.of(Figure.TTFT, Statistic.P95));

        @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable, and so are rows
        private final List<Row> rows;

        Part(Row... rows) {
            this.rows = List.of(rows);
        }
    }

    /** Copies. */
    Bend {
        off = Map.copyOf(off);
    }

    /** Returns whether one figure holds; what a tool does not report holds as long as the run did not fail. */
    boolean holds(Part part) {
        return failure.isEmpty() && Math.abs(off.getOrDefault(part, 0.0)) <= MOST;
    }

    /** Returns whether all figures hold. */
    boolean straight() {
        return Arrays.stream(Part.values()).allMatch(this::holds);
    }

    /** Returns what does not hold, in words; empty text where all does. */
    String words() {
        return failure.orElseGet(() -> Arrays.stream(Part.values())
                .filter(part -> !holds(part))
                .map(part -> String.format(
                        Locale.ROOT, "%s %+.1f %%", part.rows.get(0).title(), off.getOrDefault(part, 0.0) * 100))
                .collect(Collectors.joining(", ")));
    }

    /** Judges a run; one that failed is bent, by nobody's fault but its own. */
    static Bend of(Outcome outcome) {
        if (outcome.result().isEmpty()) {
            return new Bend(Map.of(), Optional.of(outcome.failure().orElse("failed")), true);
        }
        Result result = outcome.result().get();
        Map<Part, Double> off = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            for (Row row : part.rows) {
                OptionalDouble told = result.reported().get(row);
                OptionalDouble truth = result.own().get(row);
                if (told.isPresent() && truth.isPresent()) {
                    off.put(part, told.getAsDouble() / truth.getAsDouble() - 1);
                    break;
                }
            }
        }
        return new Bend(off, Optional.empty(), serverHeld(outcome, result));
    }

    private static boolean serverHeld(Outcome outcome, Result result) {
        double wanted = MILLIS_PER_SECOND / outcome.shape().tokensPerSecond();
        double kept = result.ours().get(Row.of(Figure.TPOT, Statistic.MEAN)).orElse(wanted);
        return Math.abs(kept / wanted - 1) <= MOST;
    }
}
