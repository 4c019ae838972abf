package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.internal.record.RequestRecord;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is measured of one request; every second one is due, for ten seconds. */
class VirtualLatencyTest {
    @Nested
    class OwnDelay {
        private Validity.Finding finding(VirtualLevel.Measured measured) {
            return measured.result().verdict().validity().findings().stream()
                    .filter(finding -> finding.check() == ValidityCheck.OWN_DELAY)
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void is_what_first_tokens_have_waited_for_their_loop() {
            var measured = VirtualLevel.users(4)
                    .window(ofSeconds(10))
                    .answering(Answer.of(10, ofMillis(200), ofMillis(20)).waited(ofMillis(8)));

            assertThat(finding(measured).value().orElseThrow()).isCloseTo(4, within(0.2));
            assertThat(finding(measured).verdict()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void is_nothing_where_nothing_waited_also_where_the_level_cuts_answers_off() {
            var measured = VirtualLevel.users(4)
                    .window(ofSeconds(10))
                    .drainLimit(ZERO)
                    .answering(Answer.of(10, ofMillis(200), ofMillis(20)));

            assertThat(finding(measured).value()).contains(0.0);
        }
    }

    @Nested
    class BookkeepingOfWhatIsOver {
        @Test
        void is_not_in_the_stamps_of_answers_that_end_with_it() {
            var result = VirtualLevel.users(8)
                    .bookkeeping(ofMillis(5))
                    .stop(Stop.requestsPerUser(1))
                    .answering(Answer.of(10, ofMillis(200), ofMillis(20)))
                    .result();

            Distributions.assertAll(result.latency().endToEnd().fromWritten(), 8, ofMillis(200 + 9 * 20));
        }

        @Test
        void of_one_request_at_most_delays_an_answer_that_ends_meanwhile() {
            var measured = VirtualLevel.users(8)
                    .bookkeeping(ofMillis(5))
                    .stop(Stop.requestsPerUser(1))
                    .answering(seen -> Answer.of(10, ofMillis(200 + seen.number()), ofMillis(20)));

            assertThat(measured.requests())
                    .hasSize(8)
                    .allSatisfy(request -> assertThat(ofNanos(request.stamps().lastToken()
                                    - request.stamps().requestWritten()))
                            .isLessThan(ofMillis(200 + 7 + 9 * 20 + 5)));
        }

        @Test
        void that_has_waited_for_a_second_waits_for_no_more_reads() {
            int longOne = 8;
            var measured = VirtualLevel.users(9)
                    .bookkeeping(ofMillis(400))
                    .stop(Stop.requestsPerUser(1))
                    .answering(seen -> Answer.of(seen.number() == longOne ? 100 : 10, ofMillis(200), ofMillis(20)));

            long[] read = measured.requests().get(longOne).arrivals().nanos();
            assertThat(longestGap(read)).isEqualTo(ofSeconds(2)); // the five of 400 ms that are left then
        }

        private Duration longestGap(long[] nanos) {
            return ofNanos(IntStream.range(1, nanos.length)
                    .mapToLong(i -> nanos[i] - nanos[i - 1])
                    .max()
                    .orElseThrow());
        }
    }

    @Nested
    class UsersWhoBeginAtOnce {
        @Test
        void delay_the_answers_to_those_before_them_by_one_request_at_most() {
            var measured = VirtualLevel.users(8)
                    .preparing(ofMillis(50))
                    .stop(Stop.requestsPerUser(1))
                    .answering(Answer.of(10, ofMillis(200), ofMillis(20)));

            assertThat(measured.requests())
                    .hasSize(8)
                    .allSatisfy(request -> assertThat(ofNanos(request.stamps().firstToken()
                                    - request.stamps().requestWritten()))
                            .isBetween(ofMillis(200), ofMillis(200 + 50)));
        }
    }

    private static final int REQUESTS = 10;

    private static VirtualLevel level() {
        return VirtualLevel.every(ofSeconds(1)).window(ofSeconds(REQUESTS));
    }

    private static Latencies latencies(Answer answer) {
        return level().answering(answer).result().latency();
    }

    private static void assertAll(Distribution distribution, Duration value) {
        Distributions.assertAll(distribution, REQUESTS, value);
    }

    @Nested
    class TimeToFirstToken {
        @Test
        void counts_from_the_request_written_to_the_first_token() {
            assertAll(latencies(Answer.of(5, ofMillis(120), ofMillis(10))).timeToFirstToken(), ofMillis(120));
        }

        @Test
        void leaves_out_the_time_to_connect_which_stands_apart() {
            var latency = latencies(Answer.of(5, ofMillis(120), ofMillis(10)).connecting(ofMillis(30)));

            assertAll(latency.timeToFirstToken(), ofMillis(120));
            assertAll(latency.client().connect(), ofMillis(30));
            assertAll(latency.client().queue(), ZERO);
            assertAll(latency.client().lateSend(), ofMillis(30));
        }

        @Test
        void from_schedule_includes_the_time_to_connect() {
            var latency = latencies(Answer.of(5, ofMillis(120), ofMillis(10)).connecting(ofMillis(30)));

            assertAll(latency.timeToFirstTokenFromSchedule(), ofMillis(150));
        }

        @Test
        void counts_from_the_first_writing_when_a_request_is_sent_again() {
            var measured =
                    level().answering(Answer.of(5, ofMillis(120), ofMillis(10)).reconnecting(ofMillis(30)));

            assertAll(measured.result().latency().timeToFirstToken(), ofMillis(150));
            assertThat(measured.result().counts().measured().reconnected()).isEqualTo(REQUESTS);
        }

        @Test
        void does_not_end_at_a_chunk_with_only_a_role_or_at_a_comment() {
            Answer answer = Answer.stream()
                    .after(ofMillis(50))
                    .comment()
                    .after(ofMillis(50))
                    .role()
                    .after(ofMillis(200))
                    .text()
                    .after(ofMillis(10))
                    .text()
                    .finish()
                    .usage(100, 2)
                    .done();
            var measured = level().answering(answer);

            assertAll(measured.result().latency().timeToFirstToken(), ofMillis(300));
            RequestRecord.Stamps stamps = measured.requests().get(0).stamps();
            assertThat(stamps.firstByte() - stamps.requestWritten()).isEqualTo(50_000_000);
            assertThat(stamps.firstEvent() - stamps.requestWritten()).isEqualTo(100_000_000);
        }

        @Test
        void ends_at_the_first_token_of_any_channel() {
            Answer reasoning = Answer.stream().after(ofMillis(70)).reasoning();
            for (int i = 0; i < 3; i++) {
                reasoning.after(ofMillis(20)).reasoning();
            }
            reasoning
                    .after(ofMillis(20))
                    .text()
                    .after(ofMillis(20))
                    .text()
                    .finish()
                    .usage(100, 6)
                    .done();

            var latency = latencies(reasoning);

            assertAll(latency.timeToFirstToken(), ofMillis(70));
            assertAll(latency.timeToFirstContent(), ofMillis(150));
        }

        @Test
        void of_content_is_missing_where_there_is_none() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(70))
                    .toolCall()
                    .after(ofMillis(20))
                    .toolCall()
                    .finish("tool_calls")
                    .usage(100, 2)
                    .done());

            assertAll(latency.timeToFirstToken(), ofMillis(70));
            assertThat(latency.timeToFirstContent().count()).isZero();
            assertThat(latency.timeToFirstContent().infinite()).isZero();
        }

        @Test
        void is_absent_where_the_answer_was_not_streamed() {
            var latency = level().notStreamed()
                    .answering(Answer.stream().after(ofMillis(400)).document(100, 7))
                    .result()
                    .latency();

            assertThat(latency.timeToFirstToken().count()).isZero();
            assertThat(latency.timePerOutputToken().count()).isZero();
            assertThat(latency.interTokenLatency().count()).isZero();
            assertThat(latency.endToEnd().tail().count()).isZero();
            assertAll(latency.endToEndLatency(), ofMillis(400));
        }
    }

    @Nested
    class TimePerOutputToken {
        @Test
        void divides_by_the_tokens_less_one_whatever_the_first_arrival_brought() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .counted(4)
                    .after(ofMillis(90))
                    .counted(6)
                    .finish()
                    .usage(100, 10)
                    .done());

            assertAll(latency.timePerOutputToken(), ofMillis(10));
            assertAll(latency.perToken().decodeTimePerToken(), ofMillis(15));
        }

        @Test
        void ends_at_the_last_token_and_not_at_the_end() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .text()
                    .after(ofMillis(80))
                    .text()
                    .after(ofMillis(300))
                    .finish()
                    .usage(100, 5)
                    .done());

            assertAll(latency.timePerOutputToken(), ofMillis(20));
            assertAll(latency.endToEndLatency(), ofMillis(180));
            assertAll(latency.endToEnd().tail(), ofMillis(300));
        }

        @Test
        void is_absent_for_a_single_token() {
            assertThat(latencies(Answer.of(1, ofMillis(100), ZERO))
                            .timePerOutputToken()
                            .count())
                    .isZero();
        }

        @Test
        void is_absent_when_all_tokens_came_in_one_read() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .texts(8)
                    .finish()
                    .usage(100, 8)
                    .done());

            assertThat(latency.timePerOutputToken().count()).isZero();
            assertThat(latency.perToken().decodeTimePerToken().count()).isZero();
            assertAll(latency.timeToFirstToken(), ofMillis(100));
        }

        @Test
        void turned_round_is_interactivity_from_the_slow_side() {
            var latency = level().answering(
                            seen -> Answer.of(11, ofMillis(100), seen.number() == 0 ? ofMillis(50) : ofMillis(20)))
                    .result()
                    .latency();

            assertThat(latency.timePerOutputToken().rateAtLeastForPercent(50).orElseThrow())
                    .isCloseTo(50, within(0.05));
            assertThat(latency.timePerOutputToken().rateAtLeastForPercent(99).orElseThrow())
                    .isCloseTo(20, within(0.02));
        }

        @Test
        void per_decoded_token_needs_exact_counts() {
            var latency = latencies(Answer.of(10, ofMillis(100), ofMillis(10)));

            assertAll(latency.timePerOutputToken(), ofMillis(10));
            assertThat(latency.perToken().decodeTimePerToken().count()).isZero();
        }
    }

    @Nested
    class EndToEnd {
        @Test
        void lasts_from_the_request_written_to_the_last_token() {
            var latency = latencies(Answer.of(5, ofMillis(120), ofMillis(10)).connecting(ofMillis(30)));

            assertAll(latency.endToEndLatency(), ofMillis(160));
            assertAll(latency.endToEndLatencyFromSchedule(), ofMillis(190));
            assertAll(latency.endToEnd().tail(), ZERO);
        }

        @Test
        void is_told_to_a_tenth_of_a_percent_from_a_millisecond_to_an_hour() {
            for (long millis : new long[] {1, 7, 33, 999, 4_321, 61_007, 1_750_003}) {
                var latency = level().timeouts(ofMinutes(50), ofSeconds(100), ofSeconds(3_500))
                        .answering(Answer.of(2, ofMillis(millis), ofMillis(1)))
                        .result()
                        .latency();

                assertAll(latency.endToEndLatency(), ofMillis(millis + 1));
            }
        }
    }
}
