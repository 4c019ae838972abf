package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.TimeToTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a report says of a race for a number of tokens; its window has 60 s and 20,000 tokens of 100 requests. */
class RaceReportTest {
    private static final String MORE = "try 25 % more users";

    private final Levels level = Levels.users(80);

    private String text(TimeToTarget race) {
        level.race = Optional.of(race);
        return TextReport.of(Results.raced(level)).width(120).text();
    }

    private String won() {
        return text(new TimeToTarget(20_000, Optional.of(Duration.ofSeconds(60)), 0, true));
    }

    @Nested
    class OnTheCountsAtTheEndOfEachAnswer {
        @Test
        void has_target_time_and_average_of_one_window_and_the_rest_on_a_line_of_its_own() {
            level.outputTokens = 23_500;
            level.succeeded = 100;
            level.requestsInWindow = Optional.of(88L);

            String text = text(new TimeToTarget(20_000, Optional.of(Duration.ofSeconds(50)), 3_500, false));

            assertThat(text)
                    .containsSubsequence(
                            "20,000 output tokens after 50.00 s (computed from the counts at the end of each answer)",
                            "Output tokens: 20,000\n",
                            "Input tokens: 100,000\n",
                            "Total tokens: 120,000\n",
                            "Elapsed: 50.00 s (0.83 min)",
                            "Average throughput: 400 output tok/s",
                            "After the target: 3,500 output tokens, 62 requests that were under way");
        }

        @Test
        void that_fell_short_says_why_and_what_came_later() {
            level.outputTokens = 20_700;
            level.endedBy = Optional.of("output tokens, by an estimate that was too high");

            String text = text(new TimeToTarget(21_000, Optional.empty(), 0, false));

            assertThat(text)
                    .containsSubsequence(
                            "The target of 21,000 output tokens was not reached; the window ended by: output tokens, by an",
                            "Output tokens: 20,000\n",
                            "Elapsed: 60.00 s",
                            "Average throughput: 333 output tok/s",
                            "After the window: 700 output tokens");
        }
    }

    @Nested
    class OnExactCounts {
        @Test
        void has_no_rest_where_nothing_came_after_the_window() {
            assertThat(text(new TimeToTarget(19_988, Optional.of(Duration.ofSeconds(60)), 12, true)))
                    .contains("Output tokens: 20,000\n", "Average throughput: 333 output tok/s")
                    .doesNotContain("After the target");
        }

        @Test
        void counts_tokens_that_were_read_while_the_load_was_being_stopped_apart() {
            assertThat(text(new TimeToTarget(20_000, Optional.of(Duration.ofSeconds(60)), 12, true)))
                    .containsSubsequence(
                            "Output tokens: 20,000\n",
                            "Average throughput: 333 output tok/s",
                            "After the target: 12 output tokens, ");
        }

        @Test
        void that_was_not_won_tells_what_arrived_and_what_ended_it() {
            level.endedBy = Optional.of("safety limit");

            assertThat(text(new TimeToTarget(90_000, Optional.empty(), 0, true)))
                    .contains(
                            "The target of 90,000 output tokens was not reached; the window ended by: safety limit",
                            "Output tokens: 20,000\n");
        }
    }

    @Nested
    class Advice {
        @Test
        void is_more_users_where_nearly_all_succeeded() {
            assertThat(won()).contains("More than 98 % succeeded: " + MORE).doesNotContain("Throughput fell");
        }

        @Test
        void is_not_more_users_where_throughput_fell() {
            level.slopePerSecond = -2;

            assertThat(won())
                    .contains(
                            "More than 98 % succeeded\n",
                            "Throughput fell during the race: the server is saturated, or the GPU slows down")
                    .doesNotContain(MORE);
        }

        @Test
        void is_nothing_where_throughput_rose() {
            level.slopePerSecond = 2;

            assertThat(won()).contains(MORE).doesNotContain("Throughput fell");
        }

        @Test
        void is_fewer_users_where_too_many_failed() {
            level.failed = Map.of(FailureKind.TIMEOUT_TOTAL, 20L);

            assertThat(won())
                    .contains("Less than 95 % succeeded: time-outs or memory that ran out; use 20 to 30 % fewer users")
                    .doesNotContain(MORE);
        }

        @Test
        void is_none_between() {
            level.failed = Map.of(FailureKind.TIMEOUT_TOTAL, 4L);

            assertThat(won()).doesNotContain(MORE).doesNotContain("fewer users");
        }
    }

    @Nested
    class Repeats {
        private String text(Integer... seconds) {
            List<LevelResult> rounds = new ArrayList<>();
            for (Integer time : seconds) {
                Levels round = Levels.users(80);
                round.variant = Optional.of(new LevelResult.Variant(Optional.empty(), rounds.size() + 1));
                round.race = Optional.of(new TimeToTarget(
                        20_000, Optional.of(time).filter(won -> won > 0).map(Duration::ofSeconds), 0, true));
                rounds.add(round.build());
            }
            return TextReport.of(Results.of(rounds, Optional.empty(), Map.of()))
                    .width(200)
                    .text();
        }

        @Test
        void have_the_mean_and_the_spread_of_their_times() {
            assertThat(text(60, 66, 63))
                    .contains("80 users: 3 rounds, output ", " target reached after 63.00 (60.00 to 66.00) s");
        }

        @Test
        void leave_out_a_race_that_missed_its_target_and_say_so() {
            assertThat(text(60, 0, 62)).contains(", target reached 2 times after 61.00 (60.00 to 62.00) s");
            assertThat(text(0, 0)).contains("2 rounds, ", ", target never reached");
        }
    }

    @Nested
    class Grades {
        @ParameterizedTest
        @CsvSource({
            "299, in less than 5 minutes: exceptional",
            "300, in less than 7 minutes: excellent",
            "419, in less than 7 minutes: excellent",
            "599, in less than 10 minutes: good",
            "600, in 10 minutes or more: below good"
        })
        void are_those_of_003_for_a_million_tokens_and_marked_as_its_advice(long seconds, String grade) {
            assertThat(text(new TimeToTarget(1_000_000, Optional.of(Duration.ofSeconds(seconds)), 0, true)))
                    .contains("A million tokens " + grade + " (003's advice for an L4, of no other GPU)");
        }

        @Test
        void are_of_no_other_target_and_of_no_race_that_was_not_won() {
            assertThat(won()).doesNotContain("A million tokens");
            assertThat(text(new TimeToTarget(1_000_000, Optional.empty(), 0, true)))
                    .doesNotContain("A million tokens");
        }
    }
}
