package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Levels.measured;
import static dev.llmbench.core.internal.analysis.Levels.rate;
import static dev.llmbench.core.internal.analysis.Levels.row;
import static dev.llmbench.core.internal.analysis.Levels.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Rate;
import dev.llmbench.api.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BestLevelFinderTest {
    /** A published table: 8B model, 1,000 tokens in, 1,000 out, median end-to-end latencies. */
    private static final List<LevelFigures> PUBLISHED = List.of(
            row(1, 1250, 0.99, 800),
            row(4, 4800, 0.99, 900),
            row(8, 9200, 0.98, 1100),
            row(16, 14500, 0.98, 1800),
            row(32, 16800, 0.97, 3200),
            row(64, 15340, 0.98, 4200),
            row(128, 14200, 0.94, 9500),
            row(256, 12800, 0.89, 18200));

    @Nested
    class OnAPublishedTable {
        @Test
        void thirty_two_users_are_best_although_sixty_four_are_still_served() {
            BestLevel best = BestLevelFinder.among(PUBLISHED);

            assertThat(best.best()).contains(users(32));
            assertThat(best.recommended()).contains(users(32));
            assertThat(best.resolved()).isTrue();
        }

        @Test
        void the_knee_comes_where_latency_grows_by_half_without_throughput() {
            BestLevel best = BestLevelFinder.among(PUBLISHED);

            // 64 users lose throughput, but take only 1.3 times as long as 32: not past the knee yet.
            assertThat(best.pastTheKnee()).containsExactly(users(128), users(256));
        }

        @Test
        void the_reason_is_one_sentence_with_both_neighbours_and_what_to_plan_with() {
            assertThat(BestLevelFinder.among(PUBLISHED).reason())
                    .isEqualTo("32 users give the most: 16,800 tok/s; 16 users give 14 % less (14,500); "
                            + "64 users gain nothing (15,340) and median end-to-end grows 1.3-fold; "
                            + "the knee comes at 128 users; "
                            + "plan with 60 to 70 % of the maximum, 10,080 to 11,760 tok/s.");
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void the_order_of_levels_does_not_matter(long seed) {
            List<LevelFigures> shuffled = new ArrayList<>(PUBLISHED);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(BestLevelFinder.among(shuffled)).isEqualTo(BestLevelFinder.among(PUBLISHED));
        }
    }

    @Nested
    class PastTheKnee {
        private final List<LevelFigures> levels = List.of(
                measured(users(8), 1000, 0.01, 1000),
                measured(users(16), 1900, 0.01, 1100),
                measured(users(32), 1930, 0.01, 2300),
                measured(users(64), 2500, 0.01, 5000));

        @Test
        void a_level_is_not_best_even_if_it_gives_more() {
            BestLevel best = BestLevelFinder.among(levels);

            assertThat(best.best()).contains(users(16));
            assertThat(best.pastTheKnee()).containsExactly(users(32), users(64));
        }

        @Test
        void the_sentence_tells_the_intervals_and_what_was_gained() {
            assertThat(BestLevelFinder.among(levels).reason())
                    .startsWith("16 users give the most before the knee: 1,900 tok/s ± 1 %; "
                            + "8 users give 47 % less (1,000 ± 1 %); "
                            + "32 users gain 1.6 % (1,930 ± 1 %) and p95 end-to-end grows 2.1-fold; "
                            + "past the knee 64 users give 1.3 times as much (2,500 ± 1 %) "
                            + "and p95 end-to-end grows 4.5-fold; plan with");
        }

        /** Measured with vLLM on a processor, whose step for two sequences takes twice that for one. */
        @Test
        void the_sentence_does_not_hide_that_much_more_load_gives_much_more() {
            BestLevel best = BestLevelFinder.among(List.of(
                    measured(users(1), 16.1, 0.01, 2010),
                    measured(users(2), 16.5, 0.01, 3850),
                    measured(users(4), 28.5, 0.01, 4500),
                    measured(users(8), 40.3, 0.01, 6250)));

            assertThat(best.best()).contains(users(1));
            assertThat(best.reason())
                    .startsWith("1 user gives the most before the knee: 16.1 tok/s")
                    .contains("past the knee 8 users give 2.5 times as much (40.3 ± 1 %)"
                            + " and p95 end-to-end grows 3.1-fold");
        }

        @Test
        void the_sentence_is_silent_on_a_level_that_gives_hardly_more() {
            assertThat(BestLevelFinder.among(levels.subList(0, 3)).reason())
                    .startsWith("16 users give the most: 1,900 tok/s")
                    .doesNotContain("past the knee");
        }

        @Test
        void a_higher_throughput_by_five_percent_excuses_any_latency() {
            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(1), 1000, 0.01, 1000), measured(users(2), 1050, 0.01, 9000)));

            assertThat(best.pastTheKnee()).isEmpty();
        }

        @Test
        void a_latency_of_exactly_one_and_a_half_times_is_allowed() {
            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(1), 1000, 0.01, 1000), measured(users(2), 1000, 0.01, 1500)));

            assertThat(best.pastTheKnee()).isEmpty();
        }

        @Test
        void medians_are_compared_where_one_level_has_no_p95() {
            BestLevel best = BestLevelFinder.among(List.of(row(1, 1000, 1, 100), measured(users(2), 1000, 0.01, 400)));

            assertThat(best.pastTheKnee()).containsExactly(users(2));
        }

        @Test
        void invalid_figures_are_compared_with_nothing() {
            LevelFigures broken = with(measured(users(16), 10, 0.01, 90_000), Verdict.INVALID);

            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(8), 1000, 0.01, 1000), broken, measured(users(32), 2000, 0.01, 2000)));

            assertThat(best.best()).contains(users(32));
            assertThat(best.pastTheKnee()).isEmpty();
            assertThat(best.reason()).contains("the measurement with 16 users is invalid");
        }
    }

    @Nested
    class Recommended {
        @Test
        void is_the_smallest_level_within_two_percent_of_the_best() {
            BestLevel best = BestLevelFinder.among(List.of(
                    measured(users(8), 979, 0.01, 1000),
                    measured(users(16), 980, 0.01, 1100),
                    measured(users(32), 1000, 0.01, 1200)));

            assertThat(best.best()).contains(users(32));
            assertThat(best.recommended()).contains(users(16));
            assertThat(best.reason()).contains("16 users come within 2 % (980 ± 1 %) and are recommended");
        }

        @Test
        void is_the_smaller_of_two_equals() {
            BestLevel best = BestLevelFinder.among(List.of(row(8, 1000, 1, 1000), row(16, 1000, 1, 1100)));

            assertThat(best.best()).contains(users(8));
        }
    }

    @Nested
    class NotResolved {
        @Test
        void when_the_interval_of_the_best_is_wider_than_five_percent() {
            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(8), 1000, 0.01, 1000), measured(users(16), 1500, 0.08, 1100)));

            assertThat(best.best()).contains(users(16));
            assertThat(best.resolved()).isFalse();
            assertThat(best.reason()).contains("not resolved, measure longer: 16 users ± 8 %");
        }

        @Test
        void when_a_rival_might_be_better_within_its_wide_interval() {
            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(8), 1450, 0.10, 1000), measured(users(16), 1500, 0.01, 1100)));

            assertThat(best.resolved()).isFalse();
            assertThat(best.reason()).contains("measure longer: 8 users ± 10 %");
        }

        @Test
        void but_a_wide_interval_far_below_the_best_does_not_matter() {
            BestLevel best = BestLevelFinder.among(
                    List.of(measured(users(1), 100, 0.30, 1000), measured(users(16), 1500, 0.01, 1100)));

            assertThat(best.resolved()).isTrue();
        }

        @Test
        void when_the_window_was_too_short_for_an_interval() {
            LevelFigures full = measured(users(16), 1500, 0.01, 1100);
            LevelFigures without = new LevelFigures(
                    full.load(), Rate.of(1500), false, full.endToEnd(), full.servedShare(), full.verdict());

            BestLevel best = BestLevelFinder.among(List.of(without));

            assertThat(best.resolved()).isFalse();
            assertThat(best.reason()).contains("measure longer: 16 users without an interval");
        }
    }

    @Nested
    class WithoutABestLevel {
        @Test
        void every_level_says_why_not() {
            BestLevel best = BestLevelFinder.among(
                    List.of(row(1, 100, 0.95, 1000), with(row(2, 200, 1, 1000), Verdict.INVALID), row(4, 0, 1, 1000)));

            assertThat(best.best()).isEmpty();
            assertThat(best.recommended()).isEmpty();
            assertThat(best.resolved()).isFalse();
            assertThat(best.reason())
                    .isEqualTo("No level can be called the best: 1 user had only 95 % of requests served "
                            + "(more than 95 % needed); the measurement with 2 users is invalid; "
                            + "4 users brought no output tokens.");
        }

        @Test
        void no_level_at_all_is_told() {
            assertThat(BestLevelFinder.among(List.of()).reason()).isEqualTo("No level was measured.");
        }
    }

    @Test
    void a_single_level_is_best_with_the_hint_that_nothing_else_was_measured() {
        BestLevel best = BestLevelFinder.among(List.of(measured(users(1), 33.2, 0.004, 1000)));

        assertThat(best.best()).contains(users(1));
        assertThat(best.reason())
                .isEqualTo("1 user gives the most: 33.2 tok/s ± 0.4 %; nothing below was measured; "
                        + "nothing above was measured, so more may be possible; "
                        + "plan with 60 to 70 % of the maximum, 19.9 to 23.2 tok/s.");
    }

    @Test
    void rates_are_ordered_as_numbers() {
        BestLevel best = BestLevelFinder.among(List.of(
                measured(rate(10), 500, 0.01, 4000),
                measured(rate(2.5), 250, 0.01, 1000),
                measured(rate(5), 500, 0.01, 1200)));

        assertThat(best.best()).contains(rate(5));
        assertThat(best.pastTheKnee()).containsExactly(rate(10));
        assertThat(best.reason()).startsWith("5 requests/s poisson gives the most: 500 tok/s");
    }

    @Test
    void users_and_rates_are_not_compared() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> BestLevelFinder.among(List.of(measured(users(1), 1, 0, 1), measured(rate(1), 1, 0, 1))))
                .withMessageContaining("1 user")
                .withMessageContaining("1 requests/s poisson");
    }

    private static LevelFigures with(LevelFigures level, Verdict verdict) {
        return new LevelFigures(
                level.load(), level.output(), level.imported(), level.endToEnd(), level.servedShare(), verdict);
    }
}
