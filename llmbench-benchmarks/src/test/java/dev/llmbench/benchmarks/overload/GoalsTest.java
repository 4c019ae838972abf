package dev.llmbench.benchmarks.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Verdict;
import dev.llmbench.benchmarks.accuracy.SomeLevel;
import dev.llmbench.benchmarks.harness.Options;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GoalsTest {
    private static final Step STEP = Step.between(1_000, 1_000, 1, 10).get(0);

    /** A run in which tokens per second are off by so many percent, and p95 of time to first token by others. */
    private static StepRun run(double tokensOff, double firstTokenOff, double serverCpu, Verdict verdict) {
        List<FigureError> errors = List.of(
                new FigureError(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN, 1_000 * (1 + tokensOff / 100), 1_000),
                new FigureError(Figure.TIME_PER_OUTPUT_TOKEN, Statistic.MEAN, 10, 10),
                new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95, 100 * (1 + firstTokenOff / 100), 100));
        return StepRun.of(Series.ALONE, 1, STEP, SomeLevel.with(verdict, errors), 0.5, serverCpu);
    }

    private static List<StepRun> times(int count, StepRun run) {
        return Collections.nCopies(count, run);
    }

    @Nested
    class Judged {
        @Test
        void by_wrong_figures_that_were_called_valid() {
            assertThat(Goals.of(List.of(run(0, 2.1, 0.5, Verdict.VALID))).nothingMissed())
                    .isFalse();
            assertThat(Goals.of(List.of(run(-2.1, 0, 0.5, Verdict.VALID))).nothingMissed())
                    .isFalse();
            assertThat(Goals.of(List.of(run(0, 2.1, 0.5, Verdict.SUSPECT))).nothingMissed())
                    .isTrue();
            assertThat(Goals.of(List.of(run(0, 1.9, 0.5, Verdict.VALID))).nothingMissed())
                    .isTrue();
        }

        @Test
        void by_right_figures_that_were_doubted_more_often_than_once_in_twenty() {
            List<StepRun> runs = new ArrayList<>(times(19, run(0.1, 0.5, 0.5, Verdict.VALID)));
            runs.add(run(0.1, 0.5, 0.5, Verdict.SUSPECT));

            assertThat(Goals.of(runs).kept()).isTrue();
            runs.add(run(0.1, 0.5, 0.5, Verdict.INVALID));
            assertThat(Goals.of(runs).fewFalseAlarms()).isFalse();
            assertThat(Goals.of(runs).words())
                    .contains("**The goal is missed.**", "In 21 runs every figure was within 1 %; **2 of them**");
        }

        @Test
        void neither_way_between_one_and_two_percent() {
            Goals goals = Goals.of(List.of(run(1.5, 0, 0.5, Verdict.VALID), run(1.5, 0, 0.5, Verdict.SUSPECT)));

            assertThat(goals.far()).isZero();
            assertThat(goals.close()).isZero();
            assertThat(goals.kept()).isTrue();
        }

        @Test
        void not_where_requests_waited_for_the_server() {
            Goals goals = Goals.of(List.of(run(0, 50, 0.95, Verdict.VALID)));

            assertThat(goals.kept()).isTrue();
            assertThat(goals.serverLate()).isEqualTo(1);
            assertThat(goals.words()).contains("1 runs are not judged");
        }
    }

    @Nested
    class OnThePage {
        @Test
        void every_step_shows_the_errors_of_its_repeats_and_their_verdicts() {
            List<StepRun> runs = List.of(run(0.1, 0.5, 0.5, Verdict.VALID), run(-0.2, 5, 0.5, Verdict.SUSPECT));

            String page = new OverloadPage(List.of("this machine"), runs).text();

            assertThat(page)
                    .contains("## The client has its processor for itself")
                    .contains("| 1 | 1,000 | +0.10 · -0.20 | +0.00 · +0.00 | +0.50 · **+5.00** |")
                    .contains("VALID<br>SUSPECT (event-loop lag p99 7.00 ms)")
                    .contains("p95 TTFT is off by more than 1 % at step 1 (1,000/s), more than 2 % at step 1 (1,000/s),"
                            + " more than 5 % at none.")
                    .doesNotContain("A busy process");
        }
    }

    @Nested
    class Raw {
        @Test
        void figures_are_read_as_they_were_written() {
            StepRun run = run(0.1, 5, 0.5, Verdict.SUSPECT);

            assertThat(StepRun.parse(run.toJson())).isEqualTo(run);
        }

        @Test
        void figures_tell_which_repeat_of_which_step_they_are() {
            StepRun run = run(0.1, 5, 0.5, Verdict.SUSPECT);

            assertThat(run.is(Series.ALONE, 1, STEP)).isTrue();
            assertThat(run.is(Series.ALONE, 2, STEP)).isFalse();
            assertThat(run.is(Series.BUSY, 1, STEP)).isFalse();
            assertThat(run.is(Series.ALONE, 1, Step.between(1_000, 2_000, 2, 10).get(1)))
                    .isFalse();
        }
    }

    @Nested
    class Steps {
        @Test
        void grow_by_the_same_factor() {
            List<Step> steps = Step.between(1_000, 8_000, 4, 10);

            assertThat(steps).extracting(Step::number).containsExactly(1, 2, 3, 4);
            assertThat(steps)
                    .extracting(Step::tokensPerSecond)
                    .usingComparatorForType((one, other) -> Math.abs(one - other) < 1e-6 ? 0 : 1, Double.class)
                    .containsExactly(1_000.0, 2_000.0, 4_000.0, 8_000.0);
        }

        @Test
        void have_answers_of_about_the_same_time() {
            assertThat(Step.between(1_000, 1_000, 1, 10).get(0).tokens()).isEqualTo(150);
            assertThat(Step.between(10, 10, 1, 10).get(0).tokens()).isEqualTo(8);
            assertThat(Step.between(1_000, 1_000, 1, 10).get(0).rate()).isEqualTo(100, within(1e-9));
        }
    }

    @Test
    void only_servers_that_there_are_can_be_chosen() {
        assertThat(LoadServer.Kind.of("floor")).isEqualTo(LoadServer.Kind.FLOOR);
        assertThatExceptionOfType(Options.UsageException.class)
                .isThrownBy(() -> LoadServer.Kind.of("vllm"))
                .withMessageContaining("floor and scripted, but not vllm");
    }
}
