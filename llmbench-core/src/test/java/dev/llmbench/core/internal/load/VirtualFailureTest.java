package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestRecord;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When and why requests fail; every second one is due, for ten seconds. */
class VirtualFailureTest {
    private static final int REQUESTS = 10;
    private static final Answer GOOD = Answer.of(4, ofMillis(100), ofMillis(10));

    private static VirtualLevel level() {
        return VirtualLevel.every(ofSeconds(1)).window(ofSeconds(REQUESTS));
    }

    private static Answer started() {
        return Answer.stream()
                .after(ofMillis(100))
                .role()
                .after(ofMillis(20))
                .text()
                .after(ofMillis(20))
                .text();
    }

    @Nested
    class Failures {
        static Stream<Arguments> answers() {
            return Stream.of(
                    failing("HTTP status", Answer.status(503, ofMillis(10), "busy"), FailureKind.HTTP_STATUS),
                    failing(
                            "HTTP status, body cut",
                            Answer.status(500, ofMillis(10), "{").cut(),
                            FailureKind.HTTP_STATUS),
                    failing("too many requests", Answer.status(429, ofMillis(10), "later"), FailureKind.RATE_LIMITED),
                    failing(
                            "too many, cut",
                            Answer.status(429, ofMillis(10), "l").cut(),
                            FailureKind.RATE_LIMITED),
                    failing(
                            "error in the stream",
                            started().error("out of memory"),
                            FailureKind.SERVER_ERROR_IN_STREAM),
                    failing(
                            "error, then cut",
                            started().error("out of memory").after(ofMillis(5)).cut(),
                            FailureKind.SERVER_ERROR_IN_STREAM),
                    failing(
                            "finish reason error",
                            started().finish("abort").usage(100, 2).done(),
                            FailureKind.SERVER_ERROR_IN_STREAM),
                    failing(
                            "no event stream",
                            Answer.stream().after(ofMillis(9)).raw("<html>"),
                            FailureKind.PROTOCOL),
                    failing(
                            "broken JSON",
                            started().raw("data: {\"choices\":[\n\n").done(),
                            FailureKind.PROTOCOL),
                    failing(
                            "broken chunking behind the end",
                            started().finish().done().malformed(),
                            FailureKind.PROTOCOL),
                    failing(
                            "cut before any byte",
                            Answer.stream().after(ofMillis(50)).cut(),
                            FailureKind.DISCONNECTED),
                    failing(
                            "cut without a finish",
                            started().after(ofMillis(30)).cut(),
                            FailureKind.DISCONNECTED),
                    failing(
                            "cut through an event",
                            started().raw("data: {\"choi").cut(),
                            FailureKind.DISCONNECTED),
                    failing("ended without a finish", started(), FailureKind.DISCONNECTED),
                    failing(
                            "no token",
                            Answer.stream()
                                    .after(ofMillis(50))
                                    .role()
                                    .finish()
                                    .usage(100, 0)
                                    .done(),
                            FailureKind.EMPTY),
                    failing(
                            "no token, then cut",
                            Answer.stream()
                                    .after(ofMillis(50))
                                    .role()
                                    .finish()
                                    .done()
                                    .cut(),
                            FailureKind.EMPTY));
        }

        private static Arguments failing(String name, Answer answer, FailureKind kind) {
            return Arguments.argumentSet(name, answer, kind);
        }

        @ParameterizedTest
        @MethodSource("answers")
        void have_a_kind(Answer answer, FailureKind kind) {
            var measured = level().answering(answer);

            RequestCounts counts = measured.result().counts().measured();
            assertThat(counts.failed()).isEqualTo(Map.of(kind, (long) REQUESTS));
            assertThat(counts.successRate()).isZero();
            assertThat(measured.result().latency().endToEndLatency().infinite()).isEqualTo(REQUESTS);
        }

        @ParameterizedTest
        @EnumSource(
                value = FailureKind.class,
                names = {"CONNECT", "TLS", "TIMEOUT_CONNECT", "REFUSED_BY_CLIENT"})
        void to_connect_have_a_kind_and_were_never_under_way(FailureKind kind) {
            var measured = level().answering(Answer.notConnected(kind, ofMillis(70)));

            assertThat(measured.result().counts().measured().failed()).isEqualTo(Map.of(kind, (long) REQUESTS));
            assertThat(measured.result().throughput().steadiness().meanConcurrency())
                    .isZero();
            assertThat(measured.result().throughput().failures().perSecond()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 70})
        void to_connect_make_a_user_pause(int millis) {
            var measured = VirtualLevel.users(1)
                    .window(ofSeconds(10))
                    .answering(Answer.notConnected(FailureKind.CONNECT, ofMillis(millis)));

            assertThat(measured.result().counts().measured().failedTotal())
                    .isEqualTo(10_000 / (100 + millis) + (10_000 % (100 + millis) == 0 ? 0 : 1));
        }

        @Test
        void of_an_answer_keep_its_first_token_among_all_percentiles() {
            var latency = level().answering(seen ->
                            seen.number() < 4 ? started().after(ofMillis(30)).cut() : GOOD)
                    .result()
                    .latency();

            assertThat(latency.timeToFirstToken().count()).isEqualTo(6);
            assertThat(latency.timeToFirstToken().percentile(100).value()).contains(ofMillis(100));
            assertThat(latency.timeToFirstToken().percentileOfAll(100).value()).contains(ofMillis(120));
            assertThat(latency.timeToFirstContent().percentileOfAll(100).value())
                    .contains(ofMillis(120));
            assertThat(latency.endToEndLatency().percentileOfAll(60).value()).contains(ofMillis(130));
            assertThat(latency.endToEndLatency().percentileOfAll(61)).satisfies(quantile -> {
                assertThat(quantile.unbounded()).isTrue();
                assertThat(quantile.value()).isEmpty();
            });
        }

        @Test
        void before_the_first_token_make_its_percentiles_infinite() {
            var latency = level().answering(seen -> seen.number() < 4 ? Answer.status(500, ofMillis(1), "no") : GOOD)
                    .result()
                    .latency();

            assertThat(latency.timeToFirstToken().percentileOfAll(60).value()).contains(ofMillis(100));
            assertThat(latency.timeToFirstToken().percentileOfAll(61).unbounded())
                    .isTrue();
            assertThat(latency.timeToFirstContent().percentileOfAll(61).unbounded())
                    .isTrue();
        }

        @Test
        void known_when_the_level_ends_stay_failures() {
            var measured = level().drainLimit(ZERO)
                    .answering(started().error("out of memory").hang());

            assertThat(measured.result().counts().overall().failed())
                    .isEqualTo(Map.of(FailureKind.SERVER_ERROR_IN_STREAM, (long) REQUESTS));
        }
    }

    @Nested
    class ProperEnd {
        static Stream<Arguments> answers() {
            return Stream.of(
                    Arguments.argumentSet("finish reason alone", started().finish()),
                    Arguments.argumentSet("[DONE] alone", started().done()),
                    Arguments.argumentSet(
                            "[DONE], then cut",
                            started().finish().usage(100, 2).done().cut()),
                    Arguments.argumentSet(
                            "finish reason, then cut",
                            started().finish().after(ofMillis(30)).cut()),
                    Arguments.argumentSet(
                            "finish, cut through usage",
                            started().finish().raw("data: {\"us").cut()),
                    Arguments.argumentSet(
                            "[DONE], then silence",
                            started().usage(100, 2).done().hang()));
        }

        @ParameterizedTest
        @MethodSource("answers")
        void makes_a_success_whatever_the_connection_does_next(Answer answer) {
            var measured =
                    level().timeouts(ofSeconds(1), ofSeconds(1), ofSeconds(3)).answering(answer);

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(REQUESTS);
            assertThat(measured.result().latency().endToEndLatency().succeeded().max())
                    .contains(ofMillis(140));
        }
    }

    @Nested
    class AnEndMarkBeforeSilence {
        private final Answer silent = started().usage(100, 2).done().hang();

        @Test
        void ends_the_request_a_second_later_with_the_stamp_of_the_mark() {
            var measured = VirtualLevel.users(1).window(ofSeconds(REQUESTS)).answering(silent);

            // 140 ms to the mark, and what passes until the next look at it
            assertThat(measured.result().counts().measured().succeeded()).isBetween(8L, 9L);
            assertThat(measured.requests())
                    .filteredOn(request -> request.outcome() == Outcome.SUCCEEDED)
                    .allSatisfy(request -> {
                        var stamps = request.stamps();
                        assertThat(stamps.end() - stamps.requestWritten())
                                .isEqualTo(ofMillis(140).toNanos());
                    });
        }

        @Test
        void makes_no_user_late() {
            var measured = VirtualLevel.users(1).window(ofSeconds(REQUESTS)).answering(silent);

            assertThat(measured.requests())
                    .allSatisfy(request -> assertThat(request.stamps().dequeued())
                            .isEqualTo(request.stamps().scheduled()));
        }

        @Test
        void is_a_success_also_when_the_level_ends_meanwhile() {
            var measured =
                    VirtualLevel.users(4).window(ofSeconds(1)).drainLimit(ZERO).answering(silent);

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(4);
        }

        @Test
        void keeps_a_failure_of_the_answer() {
            var measured =
                    level().answering(started().error("out of memory").done().hang());

            assertThat(measured.result().counts().measured().failed())
                    .isEqualTo(Map.of(FailureKind.SERVER_ERROR_IN_STREAM, (long) REQUESTS));
        }

        @Test
        void leaves_time_for_an_end_of_http_that_comes_later() {
            var measured = level().answering(started().usage(100, 2).done().after(ofMillis(900)));

            assertThat(measured.requests())
                    .filteredOn(request -> request.outcome() == Outcome.SUCCEEDED)
                    .hasSize(REQUESTS)
                    .allSatisfy(request -> assertThat(
                                    request.stamps().end() - request.stamps().requestWritten())
                            .isEqualTo(ofMillis(140 + 900).toNanos()));
        }
    }

    @Nested
    class TimeOuts {
        private final VirtualLevel level = level().timeouts(ofSeconds(1), ofMillis(400), ofSeconds(5));

        private static void assertEnded(VirtualLevel.Measured measured, FailureKind kind, long afterMillis) {
            assertThat(measured.result().counts().measured().failed()).isEqualTo(Map.of(kind, (long) REQUESTS));
            for (RequestRecord request : measured.requests()) {
                if (request.outcome() == Outcome.FAILED) {
                    // looked at every 50 ms
                    assertThat(request.stamps().end() - request.stamps().requestWritten())
                            .isBetween(afterMillis * 1_000_000, (afterMillis + 50) * 1_000_000);
                }
            }
        }

        @Test
        void end_the_wait_for_the_first_token() {
            var measured = level.answering(Answer.stream()
                    .after(ofMillis(200))
                    .role()
                    .after(ofMillis(500))
                    .comment()
                    .hang());

            assertEnded(measured, FailureKind.TIMEOUT_FIRST_TOKEN, 1_000);
        }

        @Test
        void end_the_wait_for_the_next_token() {
            var measured = level.answering(started()
                    .after(ofMillis(350))
                    .text()
                    .after(ofMillis(100))
                    .comment()
                    .hang());

            assertEnded(measured, FailureKind.TIMEOUT_STALL, 140 + 350 + 400);
        }

        @Test
        void end_an_answer_that_takes_too_long_in_all() {
            Answer endless = started();
            for (int i = 0; i < 100; i++) {
                endless.after(ofMillis(300)).text();
            }

            assertEnded(level.answering(endless), FailureKind.TIMEOUT_TOTAL, 5_000);
        }

        @Test
        void of_an_answer_that_is_not_streamed_look_at_the_whole_only() {
            var measured = level.notStreamed()
                    .answering(Answer.stream().after(ofSeconds(6)).document(100, 7));

            assertEnded(measured, FailureKind.TIMEOUT_TOTAL, 5_000);
        }

        @Test
        void leave_alone_what_comes_in_time() {
            var measured = level.answering(Answer.stream()
                    .after(ofMillis(999))
                    .text()
                    .after(ofMillis(399))
                    .text()
                    .finish()
                    .done());

            assertThat(measured.result().counts().measured().succeeded()).isEqualTo(REQUESTS);
        }
    }
}
