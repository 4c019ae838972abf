package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BestLevel;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.Shape;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which level the cost of a report is that of; a machine costs 2.49 USD an hour. */
class CostReportTest {
    private static Levels level(int users, long succeeded, Optional<Shape> shape, int round) {
        Levels level = Levels.users(users);
        level.price = Optional.of(Money.usd("2.49"));
        level.succeeded = succeeded; // 200 tokens each, in 60 s
        level.variant = Optional.of(new LevelResult.Variant(shape, round));
        return level;
    }

    private static LevelResult at(int users, long succeeded, Shape shape) {
        return level(users, succeeded, Optional.of(shape), 1).build();
    }

    private static String text(List<LevelResult> levels, Optional<BestLevel> best, Map<String, String> extra) {
        return TextReport.of(Results.of(levels, best, extra)).width(200).text();
    }

    @Test
    void is_that_of_the_mean_of_the_rounds_of_the_best_level() {
        List<LevelResult> levels = List.of(
                level(8, 300, Optional.empty(), 1).build(),
                level(8, 3_000, Optional.empty(), 2)
                        .finding(ValidityCheck.OWN_CPU, 95, Verdict.INVALID)
                        .build(),
                level(8, 360, Optional.empty(), 3).build());
        BestLevel best = new BestLevel(
                Optional.of(new LoadLevel.Users(8)), Optional.of(new LoadLevel.Users(8)), List.of(), true, "8 users.");

        // 2.49 / (1,100 x 3,600) x 1,000,000
        assertThat(text(levels, Optional.of(best), Map.of()))
                .contains("At 8 users (mean of 2 rounds): 0.629 USD per 1M output tokens");
    }

    @Test
    void is_that_of_most_throughput_with_more_than_one_user_where_lengths_differ() {
        Shape small = Shape.of(128, 128);
        Shape large = Shape.of(128, 4096);
        List<LevelResult> levels = List.of(at(1, 900, small), at(8, 600, small), at(1, 90, large), at(8, 300, large));

        assertThat(text(levels, Optional.empty(), Map.of()))
                .contains("At 8 users, 128 in, 128 out (the most throughput of all lengths): ")
                .doesNotContain("Single stream: says little");
    }

    @Test
    void is_told_of_no_single_stream_where_lengths_differ() {
        List<LevelResult> levels = List.of(at(1, 900, Shape.of(128, 128)), at(1, 90, Shape.of(128, 4096)));

        assertThat(text(levels, Optional.empty(), Map.of())).doesNotContain("per 1M output tokens, ");
    }

    @Test
    void stands_below_the_best_level_of_each_length() {
        String text = text(
                List.of(at(8, 600, Shape.of(128, 128)), at(8, 600, Shape.of(128, 4096))),
                Optional.empty(),
                Map.of("best.128 in, 128 out", "8 users give the most.", "seed", "7"));

        assertThat(text)
                .containsSubsequence("Best level", "128 in, 128 out: 8 users give the most.", "Cost", "seed: 7")
                .doesNotContain("best.128");
    }
}
