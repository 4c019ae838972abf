package dev.llmbench.core.internal.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.TokenBasis;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies between the arrivals of an answer; every second a request is due, for ten seconds. */
class VirtualGapTest {
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
    class Gaps {
        @Test
        void lie_between_arrivals_and_not_between_events() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .texts(2)
                    .after(ofMillis(30))
                    .texts(3)
                    .after(ofMillis(500))
                    .text()
                    .finish()
                    .usage(100, 6)
                    .done());

            assertThat(Distributions.millis(latency.chunkGap())).isEqualTo(Map.of(30.0, 10L, 500.0, 10L));
        }

        @Test
        void do_not_include_the_wait_until_a_failure() {
            var latency = level().answering(seen -> seen.number() % 2 == 0
                            ? Answer.of(3, ofMillis(100), ofMillis(30))
                            : Answer.stream()
                                    .after(ofMillis(100))
                                    .text()
                                    .after(ofMillis(30))
                                    .text()
                                    .after(ofMillis(700))
                                    .cut())
                    .result()
                    .latency();

            assertThat(Distributions.millis(latency.chunkGap())).isEqualTo(Map.of(30.0, 10L));
        }
    }

    @Nested
    class InterTokenLatency {
        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
        void shares_a_gap_among_the_tokens_that_ended_it_when_the_server_counts_them(int tokensPerEvent) {
            Answer answer = Answer.stream().after(ofMillis(100)).counted(tokensPerEvent);
            for (int i = 0; i < 9; i++) {
                answer.after(ofMillis(48)).counted(tokensPerEvent);
            }
            answer.finish().usage(100, 10L * tokensPerEvent).done();

            var measured = level().answering(answer);

            Duration each = ofNanos(Math.round(48_000_000.0 / tokensPerEvent));
            Distributions.assertAll(
                    measured.result().latency().interTokenLatency(), REQUESTS * 9L * tokensPerEvent, each);
            assertThat(measured.result().tokens().basis().exact()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
        void shares_a_gap_evenly_when_only_the_total_is_told(int tokensPerEvent) {
            Answer answer = Answer.stream().after(ofMillis(100)).text();
            for (int i = 0; i < 9; i++) {
                answer.after(ofMillis(48)).text();
            }
            answer.finish().usage(100, 10L * tokensPerEvent).done();

            var measured = level().answering(answer);

            Duration each = ofNanos(Math.round(48_000_000.0 / tokensPerEvent));
            Distributions.assertAll(
                    measured.result().latency().interTokenLatency(), REQUESTS * 9L * tokensPerEvent, each);
            assertThat(measured.result().tokens().basis().prorated()).isEqualTo(1);
        }

        @Test
        void weighs_each_gap_by_its_own_tokens_when_the_server_counts_them() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .counted(5)
                    .after(ofMillis(20))
                    .counted(1)
                    .after(ofMillis(60))
                    .counted(3)
                    .after(ofMillis(10))
                    .counted(2)
                    .finish()
                    .usage(100, 11)
                    .done());

            assertThat(Distributions.millis(latency.interTokenLatency())).isEqualTo(Map.of(20.0, 40L, 5.0, 20L));
        }

        @Test
        void counts_token_ids_like_any_exact_count() {
            var measured = level().answering(Answer.stream()
                    .after(ofMillis(100))
                    .listed(2)
                    .after(ofMillis(30))
                    .listed(3)
                    .finish()
                    .done());

            assertThat(Distributions.millis(measured.result().latency().interTokenLatency()))
                    .isEqualTo(Map.of(10.0, 30L));
            assertThat(measured.result().tokens().basis().exact()).isEqualTo(1);
            assertAll(measured.result().latency().timePerOutputToken(), ofNanos(7_500_000));
        }

        @Test
        void gives_tokens_without_text_to_the_last_arrival() {
            var measured = level().answering(Answer.stream()
                    .after(ofMillis(100))
                    .counted(2)
                    .after(ofMillis(30))
                    .counted(2)
                    .finish()
                    .usage(100, 5)
                    .done());

            assertThat(Distributions.millis(measured.result().latency().interTokenLatency()))
                    .isEqualTo(Map.of(10.0, 30L));
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(5);
        }

        @Test
        void believes_the_total_where_the_counts_exceed_it() {
            var measured = level().answering(Answer.stream()
                    .after(ofMillis(100))
                    .listed(2)
                    .after(ofMillis(30))
                    .listed(4)
                    .finish()
                    .usage(100, 4)
                    .done());

            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isEqualTo(4);
            assertThat(measured.result().tokens().basis().prorated()).isEqualTo(1);
            assertThat(Distributions.millis(measured.result().latency().interTokenLatency()))
                    .isEqualTo(Map.of(15.0, 20L));
        }

        @Test
        void keeps_the_number_of_samples_right_where_weights_are_fractions() {
            Answer answer = Answer.stream().after(ofMillis(100)).text();
            for (int i = 0; i < 4; i++) {
                answer.after(ofMillis(30)).text();
            }
            answer.finish().usage(100, 7).done();

            var latency = latencies(answer);

            // 1.4 tokens an event: 4 gaps bring 5.6 tokens, of which 5 are whole
            Distributions.assertAll(latency.interTokenLatency(), 50, ofNanos(21_428_571));
        }

        @Test
        void counts_events_where_no_request_tells_its_total() {
            Answer answer = Answer.stream().after(ofMillis(100)).text();
            for (int i = 0; i < 4; i++) {
                answer.after(ofMillis(30)).text();
            }
            answer.finish().done();

            var measured = level().answering(answer);

            Distributions.assertAll(measured.result().latency().interTokenLatency(), 40, ofMillis(30));
            assertAll(measured.result().latency().timePerOutputToken(), ofMillis(30));
            assertThat(measured.result().tokens().basis().estimated()).isEqualTo(1);
        }

        @Test
        void tells_on_what_prompt_tokens_rest() {
            var told = level().answering(Answer.stream()
                    .after(ofMillis(100))
                    .text()
                    .finish()
                    .usage(100, 1)
                    .done());
            var untold = level().answering(
                            Answer.stream().after(ofMillis(100)).text().finish().done());

            assertThat(told.result().tokens().promptBasis()).contains(new TokenBasis(1, 0, 0));
            assertThat(untold.result().tokens().promptBasis()).contains(new TokenBasis(0, 0, 1));
        }

        @Test
        void takes_the_ratio_of_the_others_where_a_request_tells_no_total() {
            var measured = level().answering(seen -> {
                boolean tells = seen.number() % 2 == 0;
                Answer answer = Answer.stream().after(ofMillis(100)).text();
                for (int i = 0; i < 4; i++) {
                    answer.after(tells ? ofMillis(30) : ofMillis(30 + i)).text();
                }
                answer.finish();
                return tells ? answer.usage(100, 8).done() : answer.done();
            });

            // 1.6 tokens an event. Told: 6.4 tokens behind the first, 6 of them whole; not told: 5 x 6.4 = 32 in all.
            var latency = measured.result().latency().interTokenLatency();
            assertThat(latency.count()).isEqualTo(5 * 6 + 32);
            assertThat(latency.succeeded().min()).contains(ofNanos(18_750_000));
            assertThat(latency.succeeded().max()).contains(ofNanos(33_000_000L * 10 / 16));
            assertThat(measured.result().tokens().basis().estimated()).isCloseTo(0.5, within(1e-12));
            assertThat(measured.result().throughput().outputTokens().perSecond())
                    .isCloseTo(8, within(1e-9));
        }

        @Test
        void has_no_sample_of_the_first_arrival() {
            var latency = latencies(Answer.stream()
                    .after(ofMillis(100))
                    .counted(16)
                    .finish()
                    .usage(100, 16)
                    .done());

            assertThat(latency.interTokenLatency().count()).isZero();
            assertThat(latency.chunkGap().count()).isZero();
        }
    }
}
