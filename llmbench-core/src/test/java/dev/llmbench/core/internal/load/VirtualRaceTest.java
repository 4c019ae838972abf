package dev.llmbench.core.internal.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A race for a number of output tokens. */
class VirtualRaceTest {
    private static VirtualLevel race(int users, long tokens) {
        return VirtualLevel.users(users).stop(Stop.outputTokens(tokens));
    }

    /** Events of so many tokens at an even pace, their counts told as they come; never an end. */
    private static Answer counted(int events, int tokensPerEvent, Duration gap) {
        Answer answer = Answer.stream();
        for (int i = 0; i < events; i++) {
            answer.after(gap).counted(tokensPerEvent);
        }
        return answer.finish().done();
    }

    private static TimeToTarget raceOf(LevelResult level) {
        return level.window().race().orElseThrow();
    }

    @Nested
    class WhenEveryEventTellsItsCount {
        @ParameterizedTest(name = "{0} tokens an event")
        @ValueSource(ints = {1, 4, 7})
        void ends_with_the_event_that_reaches_the_target(int tokensPerEvent) {
            var measured = race(1, 100).answering(counted(200, tokensPerEvent, ofMillis(10)));

            int crossing = (100 + tokensPerEvent - 1) / tokensPerEvent;
            TimeToTarget race = raceOf(measured.result());
            assertThat(race.exact()).isTrue();
            assertThat(race.time()).contains(ofMillis(10L * crossing));
            assertThat(race.beyond()).isEqualTo((long) crossing * tokensPerEvent - 100);
            assertThat(measured.result().window().length())
                    .isEqualTo(ofMillis(10L * crossing).plusNanos(1));
            assertThat(measured.result().window().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(measured.result().window().endedBy()).contains("output tokens");
        }

        @Test
        void counts_the_events_of_all_users_and_loops_together() {
            var measured = race(6, 600).loops(3).answering(counted(1_000, 1, ofMillis(10)));

            assertThat(raceOf(measured.result()).time()).contains(ofSeconds(1));
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isCloseTo(600, within(1.0));
        }

        @Test
        void is_not_called_unsteady_because_its_users_start_one_after_the_other() {
            Answer answer = Answer.stream().after(ofMillis(100)).counted(1);
            for (int i = 1; i < 32; i++) {
                answer.after(ofMillis(20)).counted(1);
            }
            var measured = race(10, 6_000)
                    .rampUp(ofSeconds(2))
                    .answering(answer.finish().done());

            Throughput throughput = measured.result().throughput();
            double drift = throughput.steadiness().slopePerSecond().orElseThrow()
                    * (measured.result().window().length().toMillis() / 1e3);
            assertThat(Math.abs(drift) / throughput.outputTokens().perSecond()).isLessThan(0.02);
            assertThat(throughput.steadiness().slopeSignificant()).isFalse();
        }

        @Test
        void is_called_unsteady_where_the_server_becomes_slower() {
            var measured = race(10, 8_000)
                    .rampUp(ofSeconds(2))
                    .answering(seen -> counted(50, 1, ofMillis(20 + 2L * seen.number() / 10)));

            assertThat(measured.result().throughput().steadiness().slopeSignificant())
                    .isTrue();
        }

        @Test
        void mixes_events_of_many_sizes() {
            Answer answer = Answer.stream();
            int[] sizes = {1, 16, 2, 5, 1, 9};
            for (int i = 0; i < 60; i++) {
                answer.after(ofMillis(20)).counted(sizes[i % sizes.length]);
            }
            var measured = race(1, 200).answering(answer.finish().done());

            // 34 tokens every six events; five rounds are 170, then 1 + 16 + 2 + 5 + 1 are 195, and 9 cross
            assertThat(raceOf(measured.result()).time()).contains(ofMillis(36 * 20));
            assertThat(raceOf(measured.result()).beyond()).isEqualTo(4);
        }

        @Test
        void follows_nothing_behind_the_target() {
            var measured = race(4, 100).answering(counted(1_000, 1, ofMillis(10)));

            assertThat(measured.result().counts().measured().censored()).isEqualTo(4);
            assertThat(measured.result().window().drain()).isLessThan(ofMillis(50));
        }
    }

    @Nested
    class LookedAtWhileItGoesOn {
        @Test
        void has_the_tokens_that_events_have_told_although_no_answer_has_ended() {
            var measured = race(2, 4_000).answering(counted(1_000, 4, ofMillis(10)));

            assertThat(measured.snapshots()).hasSizeGreaterThan(50).allSatisfy(now -> {
                assertThat(now.outputTokens()).isEqualTo(4 * now.events());
                assertThat(now.estimated()).isFalse();
            });
        }

        @Test
        void estimates_the_tokens_of_events_that_tell_none() {
            var measured = race(1, 300).answering(Answer.of(1_000, ofMillis(10), ofMillis(10)));

            assertThat(measured.snapshots())
                    .filteredOn(now -> now.events() > 0)
                    .first()
                    .satisfies(now -> {
                        assertThat(now.outputTokens()).isEqualTo(now.events());
                        assertThat(now.estimated()).isTrue();
                    });
        }

        @Test
        void takes_the_count_of_a_whole_answer_for_those_of_its_events() {
            Answer answer = Answer.stream()
                    .after(ofMillis(10))
                    .counted(3)
                    .after(ofMillis(10))
                    .counted(3)
                    .finish()
                    .usage(100, 8) // two more had no text
                    .done();
            var measured = VirtualLevel.users(1).stop(Stop.requestsPerUser(3)).answering(answer);

            assertThat(measured.snapshots().get(measured.snapshots().size() - 1).outputTokens())
                    .isEqualTo(24);
        }
    }

    @Nested
    class WhenOnlyTheEndTellsTheCount {
        @Test
        void lets_those_under_way_finish_and_computes_the_crossing_from_what_they_told() {
            // 4 users, answers of 50 events a second, each worth two tokens: 400 tokens a second
            var measured = race(4, 4_000).answering(evenly(100, 200, ofMillis(20)));

            TimeToTarget race = raceOf(measured.result());
            assertThat(race.exact()).isFalse();
            assertThat(seconds(race)).isCloseTo(10, within(0.1));
            assertThat(measured.result().counts().measured().censored()).isZero();
            assertThat(race.beyond()).isPositive();
        }

        @Test
        void is_not_misled_by_answers_whose_events_are_worth_more_than_those_before() {
            // the first answers have one token an event, all later ones four: the estimate by ratio comes too late
            var measured = race(2, 3_000)
                    .answering(seen ->
                            seen.number() < 4 ? evenly(100, 100, ofMillis(20)) : evenly(100, 400, ofMillis(20)));

            // two rounds of 2 s bring 400 tokens; then 2 x 200 a second, and 2600 are missing: 6.5 s
            assertThat(seconds(raceOf(measured.result()))).isCloseTo(10.5, within(0.105));
        }

        @Test
        void names_an_estimate_that_was_too_high_where_the_target_is_missed() {
            // the first answers have four tokens an event, all later ones one: the estimate comes too early
            var measured = race(2, 1_100)
                    .answering(seen ->
                            seen.number() < 2 ? evenly(100, 400, ofMillis(20)) : evenly(100, 100, ofMillis(20)));

            assertThat(raceOf(measured.result()).time()).isEmpty();
            assertThat(measured.result().window().endedBy())
                    .contains("output tokens, by an estimate that was too high: the counts at the end of the answers"
                            + " were smaller");
        }

        private Answer evenly(int events, int tokens, Duration gap) {
            Answer answer = Answer.stream();
            for (int i = 0; i < events; i++) {
                answer.after(gap).text();
            }
            return answer.finish().usage(100, tokens).done();
        }

        private double seconds(TimeToTarget race) {
            return race.time().orElseThrow().toNanos() / 1e9;
        }
    }

    @Test
    void that_something_else_ends_has_no_time() {
        var measured = race(1, 1_000).window(ofSeconds(2)).answering(counted(500, 1, ofMillis(10)));

        assertThat(measured.result().window().endedBy()).contains("elapsed");
        assertThat(raceOf(measured.result())).isEqualTo(new TimeToTarget(1_000, java.util.Optional.empty(), 0, true));
    }
}
