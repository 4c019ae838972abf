package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a plan measures where it has several lengths or repeats. */
class PointTest {
    private final Workload.Synthetic grid = Workload.synthetic().grid(List.of(128, 1024), List.of(10, 20));

    @Test
    void a_plain_plan_has_one_for_each_load() {
        BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 4));

        assertThat(plan.points()).extracting(Point::label).containsExactly("1 user", "4 users");
    }

    @Test
    void a_grid_measures_every_load_at_every_pair_of_lengths() {
        BenchmarkPlan plan = BenchmarkPlan.of(grid, Load.concurrency(1, 4));

        assertThat(plan.points())
                .extracting(Point::label)
                .containsExactly(
                        "1 user, 128 in, 10 out",
                        "4 users, 128 in, 10 out",
                        "1 user, 128 in, 20 out",
                        "4 users, 128 in, 20 out",
                        "1 user, 1024 in, 10 out",
                        "4 users, 1024 in, 10 out",
                        "1 user, 1024 in, 20 out",
                        "4 users, 1024 in, 20 out");
    }

    @Test
    void repeats_come_in_rounds() {
        BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 4))
                .withPhases(Phases.defaults().withRepeats(2).withRest(Duration.ofSeconds(60)))
                .withStop(Stop.elapsed(Duration.ofSeconds(10)));

        assertThat(plan.points())
                .extracting(Point::label)
                .containsExactly("1 user", "4 users", "1 user, repeat 2", "4 users, repeat 2");
        assertThat(plan.expectedDuration()).contains(Duration.ofSeconds(4 * (30 + 10) + 3 * 60));
    }

    @Nested
    class TheShapesOfAWorkload {
        @Test
        void span_its_ranges() {
            assertThat(grid.inputTokens()).isEqualTo(new TokenRange(128, 1024));
            assertThat(grid.outputTokens()).isEqualTo(new TokenRange(10, 20));
        }

        @Test
        void are_gone_when_one_length_is_asked_for() {
            assertThat(grid.inputTokens(64).shapes()).isEmpty();
            assertThat(grid.seed(7).shapes()).hasSize(4);
        }

        @Test
        void are_refused_twice_or_without_any() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> grid.shapes(Shape.of(1, 2), Shape.of(1, 2)))
                    .withMessageContaining("twice");
            assertThatIllegalArgumentException().isThrownBy(() -> grid.shapes(List.of()));
        }
    }
}
