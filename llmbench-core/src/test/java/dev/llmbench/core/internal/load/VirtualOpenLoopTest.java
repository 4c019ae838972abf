package dev.llmbench.core.internal.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Distribution;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Requests on a schedule, which no slow answer may delay. */
class VirtualOpenLoopTest {
    /** When the first request is due, on the server's clock: the level waits 10 ms before it. */
    private static final long LEAD = 10_000_000L;

    private static final Duration SERVICE = ofMillis(100);

    /** Takes no connection in the last 2 s of every 10 s; all that came wait for the end of them. */
    private static Answer stalling(VirtualServer.Seen seen, long started) {
        long at = Math.floorMod(seen.nanos() - started, 10_000_000_000L);
        Answer answer = Answer.of(5, SERVICE, ofMillis(10));
        return at < 8_000_000_000L ? answer : answer.connecting(Duration.ofNanos(10_000_000_000L - at));
    }

    private static VirtualLevel.Measured againstAStallingServer(VirtualLevel level) {
        long started = new VirtualTime().nanos() + LEAD;
        return level.answering(seen -> stalling(seen, started));
    }

    private static void assertTime(Distribution distribution, double percent, Duration expected) {
        double nanos = (double) expected.toNanos();
        assertThat((double)
                        distribution.percentile(percent).value().orElseThrow().toNanos())
                .as("p%s", percent)
                .isCloseTo(nanos, within(nanos * 0.001));
    }

    @Nested
    class AgainstAServerThatStalls {
        @Test
        void latency_from_schedule_is_the_rest_of_the_stall_and_the_service() {
            var measured = againstAStallingServer(
                    VirtualLevel.every(ofMillis(10)).warmUp(ofSeconds(10)).window(ofSeconds(20)));

            // Of a thousand, 800 wait for nothing and 200 for 2.00, 1.99, … 0.01 s.
            Distribution felt = measured.result().latency().timeToFirstTokenFromSchedule();
            assertThat(felt.count()).isEqualTo(2_000);
            assertThat(felt.mean()).contains(ofMillis(100 + 201));
            assertTime(felt, 50, SERVICE);
            assertTime(felt, 80, SERVICE);
            assertTime(felt, 90, ofMillis(1_100));
            assertTime(felt, 95, ofMillis(1_600));
            assertTime(felt, 99, ofSeconds(2));
            assertThat(felt.succeeded().max()).contains(ofMillis(2_100));
            assertThat(felt.succeeded().countAtMost(ofMillis(101))).isEqualTo(1_600);
            Distribution whole = measured.result().latency().endToEndLatencyFromSchedule();
            assertThat(whole.mean()).contains(ofMillis(140 + 201));
            assertTime(whole, 90, ofMillis(1_140));
        }

        @Test
        void latency_of_the_service_alone_does_not_see_the_stall() {
            var measured = againstAStallingServer(
                    VirtualLevel.every(ofMillis(10)).warmUp(ofSeconds(10)).window(ofSeconds(20)));

            Distribution service = measured.result().latency().timeToFirstToken();
            assertThat(service.count()).isEqualTo(2_000);
            assertThat(service.mean()).contains(SERVICE);
            assertThat(service.succeeded().max()).contains(SERVICE);
            assertThat(measured.result()
                            .latency()
                            .client()
                            .lateSend()
                            .succeeded()
                            .max())
                    .contains(ofSeconds(2));
        }

        @Test
        void poisson_arrivals_have_the_same_mean_and_percentiles_within_their_scatter() {
            var measured = againstAStallingServer(VirtualLevel.rate(200, Arrival.POISSON)
                    .seed(42)
                    .warmUp(ofSeconds(10))
                    .window(ofSeconds(100)));

            // A fifth waits for a time that is uniform between 0 and 2 s.
            Distribution felt = measured.result().latency().timeToFirstTokenFromSchedule();
            assertThat((double) felt.count()).isCloseTo(20_000, within(3 * Math.sqrt(20_000)));
            assertThat(felt.mean().orElseThrow().toNanos() / 1e9).isCloseTo(0.3, within(0.015));
            assertThat(felt.percentile(90).value().orElseThrow().toNanos() / 1e9)
                    .isCloseTo(1.1, within(0.06));
            assertThat(felt.percentile(99).value().orElseThrow().toNanos() / 1e9)
                    .isCloseTo(2.0, within(0.03));
        }

        @Test
        void users_who_wait_for_answers_hardly_meet_the_stall() {
            var measured = againstAStallingServer(
                    VirtualLevel.users(4).warmUp(ofSeconds(10)).window(ofSeconds(20)));

            assertTime(measured.result().latency().timeToFirstTokenFromSchedule(), 95, SERVICE);
        }

        @Test
        void a_cap_drops_what_the_stall_piles_up() {
            var measured = againstAStallingServer(VirtualLevel.rate(100, Arrival.CONSTANT, 50)
                    .warmUp(ofSeconds(10))
                    .window(ofSeconds(20)));

            // 14 are under way when the stall begins: 50 - 14 more have a place, and 14 more when those are over; the
            // first of those that waited are over 140 ms behind the stall, and 14 come until then.
            assertThat(measured.result().counts().measured().offered()).isEqualTo(2_000);
            assertThat(measured.result().counts().measured().dropped()).isEqualTo(2 * (200 - 50 + 14));
        }
    }

    @Nested
    class Schedule {
        @Test
        void begins_with_the_level_and_keeps_its_pace_to_the_nanosecond() {
            var measured = VirtualLevel.rate(3, Arrival.CONSTANT)
                    .window(ofSeconds(10))
                    .answering(Answer.of(2, ofMillis(100), ofMillis(10)));

            assertThat(measured.requests().stream()
                            .map(request -> request.stamps().scheduled() - measured.start())
                            .limit(4))
                    .containsExactly(0L, 333_333_333L, 666_666_667L, 1_000_000_000L);
            assertThat(measured.result().counts().measured().offered()).isEqualTo(30);
        }

        @Test
        void goes_on_while_answers_are_slow() {
            var measured = VirtualLevel.every(ofMillis(100))
                    .window(ofSeconds(10))
                    .answering(Answer.of(2, ofSeconds(30), ofMillis(10)));

            assertThat(measured.server().mostOpen()).isEqualTo(301);
            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(100);
        }
    }
}
