package dev.llmbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.run.RemainingTime.Standing;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Three levels with a pause of 10 s between them. */
class RemainingTimeTest {
    private static final Optional<Duration> NO_LEVEL = Optional.empty();

    private static BenchmarkPlan plan(Duration warmUp, Stop... stops) {
        BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 2, 4))
                .withPhases(Phases.defaults().withWarmUp(warmUp).withRest(seconds(10)));
        for (Stop stop : stops) {
            plan = plan.withStop(stop);
        }
        return plan;
    }

    private static Standing standing(int sinceStart, int inWindow, double share) {
        return new Standing(seconds(sinceStart), seconds(inWindow), share);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }

    @Nested
    class WhereOnlyTimeEndsLevels {
        private final BenchmarkPlan plan = plan(seconds(30), Stop.elapsed(seconds(60)));
        private final RemainingTime remaining = new RemainingTime(plan);

        @Test
        void is_that_of_the_plan_before_the_first_level() {
            assertThat(remaining.between(3, NO_LEVEL, Duration.ZERO))
                    .contains(seconds(3 * 90 + 2 * 10))
                    .isEqualTo(plan.expectedDuration());
        }

        @Test
        void is_what_the_plan_leaves_of_the_level_and_those_behind() {
            assertThat(remaining.during(standing(30, 0, 0), 2, NO_LEVEL)).contains(seconds(60 + 2 * (10 + 90)));
        }

        @Test
        void is_that_of_the_levels_behind_while_the_last_answers_are_followed() {
            assertThat(remaining.during(standing(97, 60, 0), 2, NO_LEVEL)).contains(seconds(2 * (10 + 90)));
        }

        @Test
        void counts_what_is_left_of_a_pause() {
            assertThat(remaining.between(2, Optional.of(seconds(97)), seconds(4)))
                    .contains(seconds(6 + 90 + 10 + 90));
        }

        @Test
        void is_nothing_behind_the_last_level() {
            assertThat(remaining.between(0, Optional.of(seconds(97)), Duration.ZERO))
                    .contains(Duration.ZERO);
        }
    }

    @Nested
    class WhereTimeOrACountEndsLevels {
        private final RemainingTime remaining =
                new RemainingTime(plan(Duration.ZERO, Stop.elapsed(seconds(60)), Stop.requests(1_000)));

        @Test
        void is_by_the_rate_of_the_level_where_its_count_comes_first() {
            // half of the requests after 10 s: another 10 s, and 20 s for each level behind
            assertThat(remaining.during(standing(10, 10, 0.5), 2, NO_LEVEL)).contains(seconds(10 + 2 * (10 + 20)));
        }

        @Test
        void is_by_the_plan_where_its_time_comes_first() {
            assertThat(remaining.during(standing(30, 30, 0.1), 2, NO_LEVEL)).contains(seconds(30 + 2 * (10 + 60)));
        }

        @Test
        void takes_the_levels_behind_for_as_long_as_the_one_before() {
            assertThat(remaining.between(2, Optional.of(seconds(20)), Duration.ZERO))
                    .contains(seconds(10 + 20 + 10 + 20));
        }
    }

    @Nested
    class WhereOnlyACountEndsLevels {
        private final RemainingTime remaining = new RemainingTime(plan(seconds(20), Stop.requests(1_000)));

        @Test
        void is_not_known_before_anything_was_counted() {
            assertThat(remaining.between(3, NO_LEVEL, Duration.ZERO)).isEmpty();
            assertThat(remaining.during(standing(19, 0, 0), 2, NO_LEVEL)).isEmpty();
        }

        @Test
        void does_not_take_the_warm_up_for_time_in_which_was_counted() {
            // 20 s of warm-up, then a quarter in 10 s: another 30 s, and 60 s for the level behind
            assertThat(remaining.during(standing(30, 10, 0.25), 1, NO_LEVEL)).contains(seconds(30 + 10 + 60));
        }

        @Test
        void is_by_the_level_before_as_long_as_nothing_was_counted() {
            assertThat(remaining.during(standing(5, 0, 0), 1, Optional.of(seconds(40))))
                    .contains(seconds(35 + 10 + 40));
        }

        @Test
        void is_never_below_zero() {
            assertThat(remaining.during(standing(45, 25, 1.2), 0, NO_LEVEL)).contains(Duration.ZERO);
            assertThat(remaining.during(standing(45, 0, 0), 0, Optional.of(seconds(40))))
                    .contains(Duration.ZERO);
        }
    }
}
