package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Outcome.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether the figures of a run hold: output tokens per second, the mean time per token and the 95th percentile of the time to
 * first token within 2 % of what they should be by the tool's own definitions. A tool that reports nothing of tokens is judged
 * by its requests per second and its mean end-to-end latency.
 *
 * @param reasons in words, empty where all figures hold
 * @param serverHeld whether the server kept its own pace; where it did not, the run says nothing about the client's limit
 */
record Bend(List<String> reasons, boolean serverHeld) {
    private static final double MOST = 0.02;
    private static final double MILLIS_PER_SECOND = 1e3;

    /** Copies. */
    Bend {
        reasons = List.copyOf(reasons);
    }

    /** Returns whether all figures hold. */
    boolean straight() {
        return reasons.isEmpty();
    }

    /** Judges a run; one that failed is bent, by nobody's fault but its own. */
    static Bend of(Outcome outcome) {
        Optional<Result> result = outcome.result();
        if (result.isEmpty()) {
            return new Bend(List.of(outcome.failure().orElse("failed")), true);
        }
        Figures reported = result.get().reported();
        Figures own = result.get().own();
        List<String> reasons = new ArrayList<>();
        for (Row row : List.of(
                firstOf(reported, Row.total(Figure.TOKEN_RATE), Row.total(Figure.REQUEST_RATE)),
                firstOf(
                        reported,
                        Row.of(Figure.TPOT, Statistic.MEAN),
                        Row.of(Figure.ITL, Statistic.MEAN),
                        Row.of(Figure.END_TO_END, Statistic.MEAN)),
                Row.of(Figure.TTFT, Statistic.P95))) {
            OptionalDouble off = off(reported, own, row);
            if (off.isPresent() && Math.abs(off.getAsDouble()) > MOST) {
                reasons.add(String.format(Locale.ROOT, "%s %+.1f %%", row.title(), off.getAsDouble() * 100));
            }
        }
        return new Bend(reasons, serverHeld(outcome, result.get()));
    }

    private static Row firstOf(Figures reported, Row... rows) {
        return Arrays.stream(rows)
                .filter(row -> reported.get(row).isPresent())
                .findFirst()
                .orElse(rows[0]);
    }

    private static OptionalDouble off(Figures reported, Figures own, Row row) {
        OptionalDouble told = reported.get(row);
        OptionalDouble truth = own.get(row);
        return told.isPresent() && truth.isPresent()
                ? OptionalDouble.of(told.getAsDouble() / truth.getAsDouble() - 1)
                : OptionalDouble.empty();
    }

    private static boolean serverHeld(Outcome outcome, Result result) {
        double wanted = MILLIS_PER_SECOND / outcome.shape().tokensPerSecond();
        double kept = result.ours().get(Row.of(Figure.TPOT, Statistic.MEAN)).orElse(wanted);
        return Math.abs(kept / wanted - 1) <= MOST;
    }
}
