package dev.llmbench.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Verdict;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RowFindingsTest {
    private final RowFindings goal = new RowFindings(Rows.of(Rows.GOAL));

    private static FigureError firstToken(double error) {
        return new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95, 50 + error, 50);
    }

    private static CountError tokens(long error) {
        return new CountError(CountError.Count.TOKENS, 1_000 + error, 1_000);
    }

    private void errors(double... errors) {
        for (double error : errors) {
            goal.add(SomeLevel.with(Verdict.VALID, List.of(firstToken(error)), tokens(0)));
        }
    }

    @Nested
    class OverRepetitions {
        @Test
        void are_the_median_of_the_errors_with_an_interval_around_it() {
            errors(0.3, 9.0, 0.1, 0.4, 0.2);

            var finding =
                    goal.finding(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95).orElseThrow();

            assertThat(finding.error().median()).isEqualTo(0.3, org.assertj.core.api.Assertions.within(1e-9));
            assertThat(finding.error().low())
                    .isLessThanOrEqualTo(finding.error().median());
            assertThat(finding.error().high())
                    .isGreaterThanOrEqualTo(finding.error().median());
            assertThat(finding.truth()).isEqualTo(50);
            assertThat(finding.missed()).isFalse();
            assertThat(goal.finding(Figure.END_TO_END, Statistic.P95)).isEmpty();
        }

        @Test
        void miss_the_goal_where_the_median_does() {
            errors(0.3, 0.7, 0.8);

            assertThat(goal.missed()).containsExactly("TTFT p95");
        }

        @Test
        void miss_the_goal_where_one_repetition_has_miscounted() {
            goal.add(SomeLevel.with(Verdict.VALID, List.of(firstToken(0)), tokens(0)));
            goal.add(SomeLevel.with(Verdict.VALID, List.of(firstToken(0)), tokens(-60)));
            goal.add(SomeLevel.with(Verdict.VALID, List.of(firstToken(0)), tokens(2)));

            assertThat(goal.miscounts()).containsExactly(tokens(-60));
            assertThat(goal.missed()).containsExactly("output tokens");
        }

        @Test
        void count_the_verdicts_and_name_their_reasons() {
            goal.add(SomeLevel.with(Verdict.VALID, List.of()));
            goal.add(SomeLevel.with(Verdict.SUSPECT, List.of()));
            goal.add(SomeLevel.with(Verdict.VALID, List.of()));

            assertThat(goal.verdicts()).isEqualTo("2 VALID, 1 SUSPECT (event-loop lag p99)");
        }
    }

    @Nested
    class OnThePage {
        private AccuracyPage page(RowFindings... rows) {
            return new AccuracyPage(List.of("this machine"), List.of(rows), false);
        }

        @Test
        void say_that_the_goal_is_kept() {
            errors(0.3);

            AccuracyPage page = page(goal);

            assertThat(page.goalKept()).contains(true);
            assertThat(page.goal())
                    .startsWith("**The goal is kept** at 512 streams x 30 tokens/s")
                    .endsWith("So is it on every other row.");
            assertThat(page.text())
                    .contains("| 512 x 30 tokens/s | – |", "| equal |", "not measured", "1 VALID")
                    .contains("| TTFT | p95 | 50.000 ms | +0.300 [+0.300, +0.300] | +0.600 | 0.500 |");
        }

        @Test
        void say_that_the_goal_is_missed_by_what_and_where_else() {
            errors(0.7);
            RowFindings other = new RowFindings(Rows.of("even"));
            other.add(SomeLevel.with(Verdict.VALID, List.of(firstToken(-2)), tokens(0)));

            AccuracyPage page = page(other, goal);

            assertThat(page.goalKept()).contains(false);
            assertThat(page.goal())
                    .startsWith("**The goal is missed** at 512 streams x 30 tokens/s by TTFT p95")
                    .contains("Other rows that miss it: even tokens (TTFT p95).");
            assertThat(page.text()).contains("**+0.700 [+0.700, +0.700]**");
        }

        @Test
        void judge_nothing_where_the_goal_was_not_measured() {
            AccuracyPage page = page(new RowFindings(Rows.of("even")));

            assertThat(page.goalKept()).isEmpty();
            assertThat(page.goal()).startsWith("The goal was not judged");
            assertThat(page.text()).contains("| even tokens | not measured |");
        }
    }

    @Test
    void hold_the_floor_against_the_stamps_of_its_own_server() {
        long second = 1_000_000_000;
        RequestStamps stamps = new RequestStamps(
                0,
                new RequestStamps.Connection(0, 1),
                Optional.empty(),
                second,
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(
                        new EventStamp(EventKind.TOKEN, 1, second + 50_000_000),
                        new EventStamp(EventKind.TOKEN, 1, second + 80_000_000),
                        new EventStamp(EventKind.DONE, 0, second + 80_000_000)),
                new RequestStamps.End(Outcome.COMPLETE, OptionalLong.of(second + 80_000_000)));

        FloorTrial floor = FloorTrial.of(
                "{\"beginNanos\":500000000,\"endNanos\":2000000000,\"ttftMillis\":{\"count\":1,\"p99\":51.5},"
                        + "\"itlMillis\":{\"count\":0},\"e2eMillis\":{\"count\":1,\"p99\":82}}",
                List.of(stamps));

        assertThat(floor.errors()).containsOnlyKeys(Figure.TIME_TO_FIRST_TOKEN, Figure.END_TO_END);
        assertThat(floor.errors().get(Figure.TIME_TO_FIRST_TOKEN)).isEqualTo(1.5);
        assertThat(floor.errors().get(Figure.END_TO_END)).isEqualTo(2);
    }
}
