package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Ending;
import dev.llmbench.api.Stop;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.internal.record.LevelClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a level goes from its first request to its end. */
class VirtualPhasesTest {
    private static final Duration MARGIN = Duration.ofNanos(LevelRun.MARGIN_NANOS);

    /** From the start of a level to the start of its load. */
    private static final Duration LEAD = Duration.ofNanos(LevelRun.LEAD_NANOS);

    /** An answer of one second. */
    private static final Answer SECOND = Answer.of(10, ofMillis(100), ofMillis(100));

    private static VirtualLevel users() {
        return VirtualLevel.users(4).window(ofSeconds(10));
    }

    private static List<Double> starts(VirtualLevel.Measured measured, int first) {
        return measured.requests().stream()
                .map(request -> (request.stamps().scheduled() - measured.start()) / 1e9)
                .sorted()
                .limit(first)
                .toList();
    }

    private static Verdict warmUpVerdict(VirtualLevel.Measured measured) {
        return measured.result().verdict().validity().findings().stream()
                .filter(finding -> finding.check() == ValidityCheck.WARM_UP_BOUND)
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    @Nested
    class RampUp {
        @Test
        void spreads_the_starts_of_users_evenly() {
            var measured =
                    users().warmUp(ofSeconds(5)).rampUp(ofSeconds(4)).answering(Answer.of(1, ofSeconds(5), ZERO));

            assertThat(starts(measured, 4)).containsExactly(0.0, 1.0, 2.0, 3.0);
        }

        @Test
        void shortens_the_first_answer_of_each_user_in_warm_up_by_a_seeded_share() {
            var measured = VirtualLevel.users(200)
                    .warmUp(ofSeconds(5))
                    .window(ofSeconds(5))
                    .seed(7)
                    .answering(SECOND);
            var again = VirtualLevel.users(200)
                    .warmUp(ofSeconds(5))
                    .window(ofSeconds(5))
                    .seed(7)
                    .answering(SECOND);
            var other = VirtualLevel.users(200)
                    .warmUp(ofSeconds(5))
                    .window(ofSeconds(5))
                    .seed(8)
                    .answering(SECOND);

            List<Double> shares = shares(measured);
            assertThat(shares).hasSize(200).allMatch(share -> share > 0 && share <= 1);
            assertThat(shares.stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow())
                    .isCloseTo(0.5, within(0.06)); // three standard errors of 200 uniform shares
            assertThat(shares(again)).isEqualTo(shares);
            assertThat(shares(other)).isNotEqualTo(shares);
        }

        @Test
        void leaves_answers_whole_where_there_is_no_warm_up() {
            assertThat(shares(users().answering(SECOND))).isEmpty();
        }

        private List<Double> shares(VirtualLevel.Measured measured) {
            return measured.sent().stream()
                    .filter(text -> text.startsWith("share "))
                    .map(text -> Double.valueOf(text.substring("share ".length())))
                    .toList();
        }
    }

    @Nested
    class WarmUp {
        @Test
        void is_over_when_the_result_says_that_the_window_began() {
            var measured = users().warmUp(ofMillis(2_500)).answering(SECOND);

            assertThat(measured.result().window().begins())
                    .contains(Duration.ofNanos(measured.start() + 2_500_000_000L - VirtualLevel.JOURNAL_ZERO));
        }

        @Test
        void hands_over_without_draining() {
            var measured = users().warmUp(ofMillis(2_500)).answering(SECOND);

            assertThat(measured.result().window().warmUp()).isEqualTo(ofMillis(2_500));
            assertThat(measured.result().counts().warmUp().succeeded()).isEqualTo(12); // the third of each straddles
            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isEqualTo(4);
            assertThat(warmUpVerdict(measured)).isEqualTo(Verdict.VALID);
        }

        @Test
        void lasts_until_every_user_has_finished_a_request() {
            var measured = users().warmUp(ofSeconds(2))
                    .answering(seen -> seen.number() == 3 ? Answer.of(1, ofMillis(7_300), ZERO) : SECOND);

            assertThat(measured.result().window().warmUp())
                    .isEqualTo(ofMillis(7_300).plus(MARGIN));
            assertThat(warmUpVerdict(measured)).isEqualTo(Verdict.VALID);
        }

        @Test
        void counts_a_failed_request_as_finished() {
            var measured = users().warmUp(ofSeconds(2))
                    .answering(seen -> seen.number() < 4 ? Answer.status(500, ofMillis(100), "warming up") : SECOND);

            assertThat(measured.result().window().warmUp()).isEqualTo(ofSeconds(2));
        }

        @Test
        void ends_at_its_bound_and_makes_the_level_suspect() {
            var measured = users().warmUp(ofSeconds(2))
                    .timeouts(ofMinutes(20), ofMinutes(20), ofMinutes(30))
                    .answering(seen -> seen.number() == 3 ? Answer.of(1, ofMinutes(10), ZERO) : SECOND);

            assertThat(measured.result().window().warmUp()).isEqualTo(ofMinutes(2));
            assertThat(warmUpVerdict(measured)).isEqualTo(Verdict.SUSPECT);
            assertThat(measured.result().counts().warmUp().cancelled()).isEqualTo(1);
        }

        @Test
        void of_an_open_loop_ends_in_time_whatever_is_open() {
            var measured = VirtualLevel.every(ofMillis(500))
                    .warmUp(ofSeconds(3))
                    .window(ofSeconds(5))
                    .answering(Answer.of(1, ofSeconds(20), ZERO));

            assertThat(measured.result().window().warmUp()).isEqualTo(ofSeconds(3));
            assertThat(measured.result().counts().warmUp().succeeded()).isEqualTo(6);
            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(10);
        }
    }

    @Nested
    class Stops {
        @Test
        void after_a_number_of_requests_end_the_window_a_margin_later() {
            var measured = VirtualLevel.users(4).stop(Stop.requests(20)).answering(SECOND);

            assertThat(measured.result().window().length())
                    .isEqualTo(ofSeconds(5).plus(MARGIN));
            assertThat(measured.result().window().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(measured.result().window().endedBy()).contains("requests");
            // the users have asked again by the time the window ends, and those requests are followed too
            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(24);
        }

        @Test
        void after_requests_of_each_user_make_a_batch_of_exactly_so_many() {
            var measured = VirtualLevel.users(4)
                    .stop(Stop.requestsPerUser(2))
                    // the first user is twice as fast as the others and then asks no more
                    .answering(seen -> seen.number() % 4 == 0 ? Answer.of(10, ofMillis(100), ofMillis(50)) : SECOND);

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(8);
            assertThat(measured.result().counts().overall().offered()).isEqualTo(8);
            // with the last answer, which belongs to it
            assertThat(measured.result().window().length())
                    .isEqualTo(ofSeconds(2).plusNanos(1));
            assertThat(measured.result().window().endedBy()).contains("requests per user");
        }

        @Test
        void after_requests_of_each_user_do_not_count_those_of_the_warm_up() {
            var measured = VirtualLevel.users(3)
                    .warmUp(ofMillis(2_500))
                    .stop(Stop.requestsPerUser(2))
                    .answering(SECOND);

            assertThat(measured.result().counts().warmUp().succeeded()).isEqualTo(9);
            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(6);
        }

        @Test
        void after_requests_of_each_user_end_with_the_slowest_user_and_count_failures() {
            var measured = VirtualLevel.users(3)
                    .stop(Stop.requestsPerUser(1))
                    .answering(seen -> seen.number() == 1 ? Answer.status(500, ofSeconds(5), "no") : SECOND);

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(2);
            assertThat(measured.result().counts().measured().failedTotal()).isEqualTo(1);
            assertThat(measured.result().window().length())
                    .isEqualTo(ofSeconds(5).plusNanos(1));
        }

        @Test
        void after_requests_of_each_user_are_as_many_as_the_users_that_a_saturation_found() {
            var measured = VirtualLevel.saturation(32)
                    .mostUsers(20)
                    .stop(Stop.requestsPerUser(3))
                    .answering(SECOND);

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(60);
        }

        @Test
        void after_requests_of_each_user_and_of_all_come_with_the_sooner() {
            assertThat(batch(10).result().window().endedBy()).contains("requests per user");
            assertThat(batch(3).result().window().endedBy()).contains("requests");
        }

        private VirtualLevel.Measured batch(long all) {
            return VirtualLevel.users(4)
                    .stop(Stop.requestsPerUser(1))
                    .stop(Stop.requests(all))
                    .answering(SECOND);
        }

        @Test
        void after_a_time_win_over_a_number_of_requests_that_is_not_reached() {
            var measured = users().stop(Stop.requests(1_000)).answering(SECOND);

            assertThat(measured.result().window().length()).isEqualTo(ofSeconds(10));
            assertThat(measured.result().window().endedBy()).contains("elapsed");
        }

        @Test
        void at_the_safety_limit_are_named() {
            var measured = VirtualLevel.users(4)
                    .stop(Stop.requests(1_000))
                    .safetyLimit(ofSeconds(6))
                    .answering(SECOND);

            assertThat(measured.result().window().length()).isEqualTo(ofSeconds(6));
            assertThat(measured.result().window().ending()).isEqualTo(Ending.SAFETY_LIMIT);
            assertThat(measured.result().window().endedBy()).contains("safety limit");
        }

        @Test
        void do_not_come_before_a_stated_length_of_more_than_an_hour() {
            var measured = VirtualLevel.users(1).window(ofMinutes(61)).answering(SECOND);

            assertThat(measured.result().window().length()).isEqualTo(ofMinutes(61));
            assertThat(measured.result().window().ending()).isEqualTo(Ending.COMPLETED);
        }

        @Test
        void at_too_many_failures_cut_the_level_off() {
            var measured = users().stop(Stop.errorRate(0.5))
                    .answering(seen -> seen.number() < 12 ? SECOND : Answer.status(500, ofMillis(100), "no"));

            // 12 good ones in 3 s, then 4 failures every 100 ms: the 13th comes with the fourth wave
            var result = measured.result();
            assertThat(result.window().ending()).isEqualTo(Ending.STOPPED_BY_ERRORS);
            assertThat(result.window().endedBy()).contains("error rate");
            assertThat(result.window().length()).isEqualTo(ofMillis(3_400).plus(MARGIN));
            assertThat(result.window().drain()).isZero();
            assertThat(result.counts().measured().failedTotal()).isEqualTo(16);
            assertThat(result.counts().measured().censored()).isEqualTo(4);
        }

        @Test
        void at_too_many_failures_wait_for_twenty_requests() {
            var measured = VirtualLevel.users(1)
                    .window(ofMinutes(1))
                    .stop(Stop.errorRate(0))
                    .answering(Answer.status(500, ofMillis(100), "no"));

            assertThat(measured.result().counts().measured().failedTotal()).isEqualTo(20);
        }

        @Test
        void at_too_many_failures_also_end_the_wait_for_the_last_requests() {
            var measured = VirtualLevel.users(40)
                    .window(ofSeconds(1))
                    .stop(Stop.errorRate(0.1))
                    .answering(seen -> seen.number() < 30
                            ? Answer.status(500, ofSeconds(2), "no")
                            : Answer.of(1, ofMinutes(1), ZERO));

            assertThat(measured.result().window().ending()).isEqualTo(Ending.STOPPED_BY_ERRORS);
            assertThat(measured.result().window().length()).isEqualTo(ofSeconds(1));
            assertThat(measured.result().counts().measured().censored()).isEqualTo(10);
        }
    }

    @Nested
    class Cancelled {
        private final VirtualLevel level = users().warmUp(ofSeconds(2));

        @Test
        void before_the_start_offers_nothing() {
            var measured = level.cancelBeforeStart().answering(SECOND);

            assertThat(measured.figures()).isEmpty();
            assertThat(measured.recording().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(measured.server().sent()).isZero();
        }

        @Test
        void in_warm_up_has_no_figures_and_accounts_for_every_request() {
            var measured = level.cancelAfter(ofMillis(1_500)).answering(SECOND);

            assertThat(measured.figures()).isEmpty();
            assertThat(measured.recording().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(measured.recording().recorder().clock().windowStart()).isEqualTo(LevelClock.UNKNOWN);
            assertThat(measured.recording().recorder().counts().warmUp().succeeded())
                    .isEqualTo(4);
            assertThat(measured.recording().recorder().counts().warmUp().censored())
                    .isEqualTo(4);
        }

        @Test
        void just_before_the_window_begins_has_no_figures() {
            assertThat(level.cancelAfter(LEAD.plusMillis(1_996))
                            .answering(SECOND)
                            .figures())
                    .isEmpty();
        }

        @Test
        void in_the_window_measures_what_there_was() {
            var measured = level.cancelAfter(LEAD.plusMillis(2_000 + 3_500)).answering(SECOND);

            var result = measured.result();
            assertThat(result.window().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(result.window().length()).isEqualTo(ofMillis(3_500).plus(MARGIN));
            assertThat(result.counts().measured().succeeded()).isEqualTo(12);
            assertThat(result.counts().measured().censored()).isEqualTo(4);
            assertThat(result.throughput().steadiness().meanConcurrency()).isEqualTo(4);
        }

        @Test
        void while_the_last_requests_are_followed_keeps_the_window() {
            var measured = VirtualLevel.users(2)
                    .window(ofSeconds(10))
                    .cancelAfter(LEAD.plusMillis(13_500))
                    .answering(seen -> seen.number() == 0 ? Answer.of(1, ofMinutes(1), ZERO) : SECOND);

            var result = measured.result();
            assertThat(result.window().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(result.window().endedBy()).contains("elapsed");
            assertThat(result.window().length()).isEqualTo(ofSeconds(10));
            assertThat(result.window().drain()).isEqualTo(ofMillis(3_500));
            assertThat(result.counts().measured().censored()).isEqualTo(1);
            assertThat(result.counts().held().censored()).isEqualTo(1);
        }
    }

    @Nested
    class Broken {
        @Test
        void by_the_workload_ends_the_level_and_accounts_for_every_request() {
            var measured = users().suppliedAtMost(22).answering(SECOND);

            assertThat(measured.recording().ending()).isEqualTo(Ending.BROKEN);
            assertThat(measured.recording().endedBy()).contains("the prompts are used up");
            assertThat(measured.result().counts().overall().offered()).isEqualTo(22);
        }

        @Test
        void by_who_takes_the_detail_ends_the_level_and_accounts_for_the_requests_that_ended_with_it() {
            var measured = users().sinkBreaksAt(10).answering(SECOND);

            assertThat(measured.recording().ending()).isEqualTo(Ending.BROKEN);
            assertThat(measured.recording().endedBy()).contains("the detail can't be kept");
            assertThat(measured.requests()).hasSize(15);
        }
    }
}
