package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.RequestCounts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of requests; every second one is due, for ten seconds. */
class VirtualOutcomeTest {
    private static final int REQUESTS = 10;
    private static final Answer GOOD = Answer.of(4, ofMillis(100), ofMillis(10));

    private static VirtualLevel level() {
        return VirtualLevel.every(ofSeconds(1)).window(ofSeconds(REQUESTS));
    }

    private static RequestCounts counts(Answer answer) {
        return level().answering(answer).result().counts().measured();
    }

    @Nested
    class Censored {
        @Test
        void are_the_requests_of_w_that_are_open_at_the_drain_limit() {
            var measured = level().drainLimit(ofMillis(500)).answering(Answer.of(2, ofMillis(100), ofSeconds(2)));

            // due at 8 s: ends at 10.1 s, in time; due at 9 s: would end at 11.1 s
            RequestCounts counts = measured.result().counts().measured();
            assertThat(counts.censored()).isEqualTo(1);
            assertThat(counts.succeeded()).isEqualTo(9);
            assertThat(measured.result().counts().held().cancelled()).isEqualTo(1);
            assertThat(measured.result().window().drain()).isEqualTo(ofMillis(500));
            assertThat(measured.result().latency().timeToFirstToken().count()).isEqualTo(10);
            assertThat(measured.result().latency().endToEndLatency().count()).isEqualTo(9);
            assertThat(measured.result()
                            .latency()
                            .endToEndLatency()
                            .censoredAges()
                            .max())
                    .contains(ofMillis(1_500));
        }

        @Test
        void above_one_percent_make_percentiles_lower_bounds() {
            var measured = level().drainLimit(ofMillis(500)).answering(Answer.of(2, ofMillis(100), ofSeconds(2)));

            Quantile median = measured.result().latency().endToEndLatency().median();
            assertThat(median.atLeast()).isTrue();
            Distributions.assertAbout(median.value(), ofMillis(2_100));
        }

        @Test
        void up_to_one_percent_give_bounds_from_their_age_to_infinity() {
            var measured = VirtualLevel.every(ofMillis(50))
                    .window(ofSeconds(10))
                    .drainLimit(ofMillis(500))
                    .answering(
                            seen -> Answer.of(2, ofMillis(100), seen.number() == 190 ? ofSeconds(20) : ofMillis(200)));

            Quantile p90 = measured.result().latency().endToEndLatency().percentile(90);
            Quantile p99 = measured.result().latency().endToEndLatency().percentile(99);
            assertThat(measured.result().counts().measured().censored()).isEqualTo(1);
            assertThat(p90.atLeast()).isFalse();
            Distributions.assertAbout(p90.interval().orElseThrow().high(), ofMillis(300));
            Distributions.assertAbout(p99.value(), ofMillis(300));
        }
    }

    @Nested
    class Held {
        @Test
        void load_stays_on_until_the_requests_of_w_have_finished_and_is_then_cancelled() {
            var measured = VirtualLevel.users(2)
                    .window(ofSeconds(10))
                    .answering(seen -> seen.number() == 0
                            ? Answer.of(2, ofMillis(100), ofSeconds(12))
                            : Answer.of(2, ofMillis(100), ofMillis(100)));

            var counts = measured.result().counts();
            assertThat(counts.measured().succeeded()).isEqualTo(1 + 50);
            assertThat(counts.held().succeeded()).isEqualTo(10);
            assertThat(counts.held().cancelled()).isEqualTo(2); // the user of the last one has asked again
            assertThat(measured.result().window().drain()).isEqualTo(ofMillis(2_100));
        }
    }

    @Nested
    class HeldToItsEnd {
        private final VirtualLevel level =
                VirtualLevel.users(2).window(ofSeconds(10)).finishingHeldLoad();

        @Test
        void load_is_followed_when_the_requests_of_w_have_finished_and_nothing_more_is_sent() {
            var measured = level.answering(seen -> seen.number() == 0
                    ? Answer.of(2, ofMillis(100), ofSeconds(12))
                    : Answer.of(2, ofMillis(100), ofMillis(100)));

            assertThat(measured.result().counts().held().succeeded()).isEqualTo(12);
            assertThat(measured.result().counts().held().cancelled()).isZero();
            assertThat(measured.result().window().drain()).isEqualTo(ofMillis(2_300));
        }

        @Test
        void load_is_cancelled_at_the_drain_limit() {
            var measured = level.drainLimit(ofSeconds(3))
                    .answering(seen ->
                            seen.nanos() > 0 ? Answer.of(1, ofMinutes(1), ZERO) : Answer.of(1, ofSeconds(2), ZERO));

            assertThat(measured.result().window().drain()).isLessThanOrEqualTo(ofSeconds(3));
            assertThat(measured.result().counts().overall().succeeded()).isEqualTo(4);
        }
    }

    @Nested
    class Dropped {
        @Test
        void are_requests_above_the_cap_and_count_as_infinitely_slow() {
            var measured = VirtualLevel.rate(10, Arrival.CONSTANT, 2)
                    .window(ofSeconds(10))
                    .answering(Answer.of(2, ofMillis(100), ofMillis(250)));

            // two start, then two of four have no place: each takes 350 ms
            RequestCounts counts = measured.result().counts().measured();
            assertThat(counts.offered()).isEqualTo(100);
            assertThat(counts.dropped()).isEqualTo(50);
            assertThat(counts.succeeded()).isEqualTo(50);
            assertThat(counts.servedShare()).isCloseTo(0.5, within(1e-12));
            assertThat(counts.successRate()).isEqualTo(1);
            assertThat(measured.result()
                            .latency()
                            .timeToFirstToken()
                            .percentileOfAll(51)
                            .unbounded())
                    .isTrue();
            assertThat(measured.server().mostOpen()).isEqualTo(2);
        }
    }

    @Test
    void a_good_answer_succeeds() {
        assertThat(counts(GOOD).succeeded()).isEqualTo(REQUESTS);
        assertThat(level().timeouts(ofMinutes(1), ofMinutes(1), ofMinutes(1))
                        .answering(GOOD)
                        .result()
                        .servedShare())
                .isEqualTo(1);
    }
}
