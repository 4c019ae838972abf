package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Arrival;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What counts as delivered in the measured window W. */
class VirtualWindowTest {
    /** A warm-up of 2 s, then a window of 10 s. */
    private static VirtualLevel every(Duration gap) {
        return VirtualLevel.every(gap).warmUp(ofSeconds(2)).window(ofSeconds(10));
    }

    /** One request only: the level's first. It is written when the level starts. */
    private static VirtualLevel.Measured oneRequest(Answer answer) {
        return VirtualLevel.rate(0.0001, Arrival.CONSTANT)
                .warmUp(ofSeconds(2))
                .window(ofSeconds(10))
                .answering(answer);
    }

    @Nested
    class OutputTokens {
        @Test
        void count_at_the_start_of_the_window_and_not_at_its_end() {
            var measured = oneRequest(Answer.stream()
                    .after(ofMillis(1_999))
                    .counted(1)
                    .after(ofMillis(1))
                    .counted(10)
                    .after(ofMillis(9_999))
                    .counted(100)
                    .after(ofMillis(1))
                    .counted(1_000)
                    .finish()
                    .done());

            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(11);
        }

        @Test
        void count_from_requests_that_straddle_both_edges() {
            var measured = oneRequest(Answer.of(150, ofMillis(50), ofMillis(100)));

            // one every 100 ms, from 0.05 s to 14.95 s; the last requests of W are none, so the level ends with W
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(10);
            assertThat(measured.result().throughput().requests().perSecond()).isZero();
            assertThat(measured.result().throughput().completedOutputTokens().perSecond())
                    .isZero();
            assertThat(measured.result().throughput().totalTokens().perSecond()).isEqualTo(10);
            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isEqualTo(1);
            assertThat(measured.result().counts().measured().offered()).isZero();
            assertThat(measured.result().counts().warmUp().cancelled()).isEqualTo(1);
        }

        @Test
        void count_from_requests_that_fail_later() {
            var measured = oneRequest(Answer.stream()
                    .after(ofSeconds(3))
                    .texts(20)
                    .after(ofSeconds(1))
                    .cut());

            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(2);
            assertThat(measured.result().throughput().completedOutputTokens().perSecond())
                    .isZero();
            assertThat(measured.result().throughput().failures().perSecond()).isEqualTo(0.1);
        }

        @Test
        void of_a_request_completed_in_the_window_count_whole_beside() {
            var measured = oneRequest(Answer.of(30, ofMillis(50), ofMillis(100)));

            // 0.05 s to 2.95 s: ten of thirty arrive in W
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(1);
            assertThat(measured.result().throughput().completedOutputTokens().perSecond())
                    .isEqualTo(3);
            assertThat(measured.result().throughput().requests().perSecond()).isEqualTo(0.1);
        }

        @Test
        void of_an_answer_that_is_not_streamed_count_when_it_came() {
            var measured = VirtualLevel.rate(0.0001, Arrival.CONSTANT)
                    .warmUp(ofSeconds(2))
                    .window(ofSeconds(10))
                    .notStreamed()
                    .answering(Answer.stream().after(ofSeconds(5)).document(100, 50));

            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(5);
            assertThat(measured.result().throughput().totalTokens().perSecond()).isEqualTo(15);
        }

        @Test
        void together_with_input_tokens_count_the_input_at_the_first_token() {
            var measured = every(ofSeconds(1)).answering(Answer.of(10, ofMillis(500), ofMillis(10)));

            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(10);
            assertThat(measured.result().throughput().totalTokens().perSecond()).isEqualTo(110);
        }
    }

    @Nested
    class Requests {
        @Test
        void count_when_they_succeed_in_the_window_whenever_they_started() {
            var measured = every(ofSeconds(1)).answering(Answer.of(2, ofMillis(1_400), ofMillis(100)));

            // completions at 1.5, 2.5, … s: ten in W, the first of a request of the warm-up
            assertThat(measured.result().throughput().requests().perSecond()).isEqualTo(1);
            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(10);
        }

        @Test
        void that_fail_count_beside() {
            var measured = every(ofSeconds(1))
                    .answering(seen -> seen.number() % 5 == 0
                            ? Answer.status(500, ofMillis(10), "no")
                            : Answer.of(2, ofMillis(400), ofMillis(100)));

            assertThat(measured.result().throughput().requests().perSecond()).isEqualTo(0.8);
            assertThat(measured.result().throughput().failures().perSecond()).isEqualTo(0.2);
            assertThat(measured.result().successRate()).isEqualTo(0.8);
        }
    }

    @Nested
    class Concurrency {
        @Test
        void is_the_integral_of_requests_under_way() {
            var measured = every(ofSeconds(1)).answering(Answer.of(2, ofMillis(400), ofMillis(1_100)));

            // 1.5 s each, one a second
            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isCloseTo(1.5, within(1e-9));
        }

        @Test
        void does_not_begin_before_the_request_is_written() {
            var measured = every(ofSeconds(1))
                    .answering(Answer.of(2, ofMillis(400), ofMillis(100)).connecting(ofMillis(300)));

            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isCloseTo(0.5, within(1e-9));
        }

        @Test
        void lasts_until_the_end_and_not_only_to_the_last_token() {
            var measured = every(ofSeconds(1))
                    .answering(Answer.stream()
                            .after(ofMillis(400))
                            .text()
                            .after(ofMillis(600))
                            .finish()
                            .usage(100, 1)
                            .done());

            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isCloseTo(1, within(1e-9));
        }

        @Test
        void leaves_no_residual_of_littles_law_in_a_steady_state() {
            var measured = every(ofMillis(100))
                    .answering(Answer.stream()
                            .after(ofMillis(400))
                            .text()
                            .after(ofMillis(650))
                            .finish()
                            .usage(100, 1)
                            .done());

            assertThat(measured.result()
                            .throughput()
                            .steadiness()
                            .littlesLawResidual()
                            .orElseThrow())
                    .isCloseTo(0, within(1e-9));
        }

        @Test
        void leaves_none_either_where_some_requests_fail_early() {
            var measured = every(ofMillis(100))
                    .answering(seen -> seen.number() % 4 == 0
                            ? Answer.status(500, ofMillis(30), "no")
                            : Answer.of(5, ofMillis(100), ofMillis(200)));

            assertThat(measured.result()
                            .throughput()
                            .steadiness()
                            .littlesLawResidual()
                            .orElseThrow())
                    .isCloseTo(0, within(0.005));
        }

        @Test
        void leaves_a_residual_where_the_load_does_not_settle() {
            var measured = every(ofMillis(100)).answering(Answer.of(1, ofSeconds(30), ZERO));

            assertThat(measured.result()
                            .throughput()
                            .steadiness()
                            .littlesLawResidual()
                            .orElseThrow())
                    .isGreaterThan(1);
        }
    }

    @Nested
    class Peak {
        @Test
        void is_the_best_ten_seconds() {
            var measured = VirtualLevel.every(ofSeconds(1))
                    .window(ofSeconds(40))
                    .answering(
                            seen -> Answer.of(seen.number() >= 13 && seen.number() < 23 ? 30 : 10, ofMillis(50), ZERO));

            assertThat(measured.result()
                            .throughput()
                            .peakOutputTokens()
                            .orElseThrow()
                            .perSecond())
                    .isCloseTo(30, within(0.03));
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(15);
        }

        @Test
        void is_absent_in_a_window_of_less_than_ten_seconds() {
            var measured = VirtualLevel.every(ofSeconds(1))
                    .window(ofMillis(9_999))
                    .answering(Answer.of(10, ofMillis(50), ZERO));

            assertThat(measured.result().throughput().peakOutputTokens()).isEmpty();
        }
    }

    @Nested
    class Goodput {
        @Test
        void counts_requests_of_the_window_that_met_every_objective() {
            var measured = VirtualLevel.every(ofSeconds(1))
                    .window(ofSeconds(10))
                    .objective("ttft.p99=200ms")
                    .objective("tpot.p90=20ms")
                    .answering(seen -> switch (seen.number()) {
                        case 0 -> Answer.of(11, ofMillis(201), ofMillis(10)); // too late
                        case 1 -> Answer.of(11, ofMillis(100), ofMillis(21)); // too slow
                        case 2 -> Answer.status(500, ofMillis(1), "no");
                        case 3 -> Answer.of(1, ofMillis(200), ZERO); // one token has no time per token
                        default -> Answer.of(11, ofMillis(200), ofMillis(20));
                    });

            var goodput = measured.result().verdict().goodput().orElseThrow();
            assertThat(goodput.requests().perSecond()).isEqualTo(0.7);
            assertThat(goodput.outputTokens().perSecond()).isEqualTo(6.7);
            assertThat(goodput.shareOfOffered()).isEqualTo(0.7);
        }

        @Test
        void counts_dropped_requests_as_offered() {
            var measured = VirtualLevel.rate(10, Arrival.CONSTANT, 2)
                    .window(ofSeconds(10))
                    .objective("e2e_from_schedule.p99=10s")
                    .answering(Answer.of(2, ofMillis(100), ofMillis(250)));

            assertThat(measured.result().verdict().goodput().orElseThrow().shareOfOffered())
                    .isEqualTo(0.5);
        }
    }

    @Nested
    class TokenBasis {
        @Test
        void has_the_shares_of_the_window() {
            var measured = VirtualLevel.every(ofSeconds(1)).window(ofSeconds(8)).answering(seen -> {
                Answer answer = Answer.stream().after(ofMillis(100));
                return switch (seen.number() % 4) {
                    case 0 ->
                        answer.counted(4)
                                .after(ofMillis(10))
                                .counted(4)
                                .finish()
                                .done();
                    case 1 -> answer.text().after(ofMillis(10)).text().finish().done();
                    default ->
                        answer.texts(2)
                                .after(ofMillis(10))
                                .texts(2)
                                .finish()
                                .usage(100, 10)
                                .done();
                };
            });

            // told: 2 x 8 tokens in 4 events and 4 x 10 in 16; not told: 4 events
            var basis = measured.result().tokens().basis();
            double ratio = 56.0 / 20;
            double all = 16 + 40 + 4 * ratio;
            assertThat(basis.exact()).isCloseTo(16 / all, within(1e-9));
            assertThat(basis.prorated()).isCloseTo(40 / all, within(1e-9));
            assertThat(basis.estimated()).isCloseTo(4 * ratio / all, within(1e-9));
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isCloseTo(all / 8, within(1e-9));
        }
    }
}
