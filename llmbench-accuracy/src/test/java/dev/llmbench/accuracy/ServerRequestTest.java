package dev.llmbench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerRequestTest {
    private static List<Long> interTokenLatencies(ServerRequest request) {
        var samples = new Samples();
        request.addInterTokenLatencies(samples);
        List<Long> sorted = new ArrayList<>();
        for (int i = 1; i <= samples.count(); i++) {
            sorted.add(samples.percentile(100 * i / samples.count()));
        }
        return sorted;
    }

    @Nested
    class OfTokensOneByOne {
        private final ServerRequest request = Stamps.received(0, 100)
                .event(EventKind.ROLE, 0, 110)
                .token(150)
                .token(170)
                .token(200)
                .token(210)
                .done(211);

        @Test
        void has_its_first_token_behind_the_role() {
            assertThat(request.firstTokenNanos()).hasValue(150);
            assertThat(request.lastTokenNanos()).hasValue(210);
        }

        @Test
        void has_a_sample_for_each_token_behind_the_first() {
            assertThat(interTokenLatencies(request)).containsExactly(10L, 20L, 30L);
        }

        @Test
        void shares_the_span_among_the_tokens_behind_the_first() {
            assertThat(request.timePerOutputTokenNanos()).hasValue(20);
        }
    }

    @Nested
    class OfSeveralTokensTogether {
        @Test
        void shares_a_gap_among_all_tokens_of_an_event() {
            ServerRequest request = Stamps.received(0, 0)
                    .event(EventKind.TOKEN, 3, 100)
                    .event(EventKind.TOKEN, 4, 140)
                    .done(140);

            assertThat(interTokenLatencies(request)).containsExactly(10L, 10L, 10L, 10L);
            assertThat(request.tokens()).isEqualTo(7);
            assertThat(request.timePerOutputTokenNanos()).hasValue(7); // 40 / 6
        }

        @Test
        void takes_the_events_of_one_write_as_one_arrival() {
            ServerRequest request = Stamps.received(0, 0)
                    .token(100)
                    .token(130)
                    .event(EventKind.TOKEN, 2, 130)
                    .done(130);

            assertThat(interTokenLatencies(request)).containsExactly(10L, 10L, 10L);
        }

        @Test
        void has_no_time_per_token_where_all_left_in_one_write() {
            assertThat(Stamps.received(0, 0).token(5).token(5).done(5).timePerOutputTokenNanos())
                    .isEmpty();
            assertThat(Stamps.received(0, 0).token(5).done(5).timePerOutputTokenNanos())
                    .isEmpty();
        }
    }

    @Nested
    class InAWindow {
        private final ServerRequest request =
                Stamps.received(0, 100).token(150).token(200).token(250).done(300);

        @Test
        void counts_the_tokens_from_its_beginning_to_before_its_end() {
            assertThat(request.tokensBetween(150, 250)).isEqualTo(2);
            assertThat(request.tokensBetween(151, 251)).isEqualTo(2);
            assertThat(request.tokensBetween(0, 100)).isZero();
        }

        @Test
        void is_under_way_from_received_to_ended() {
            assertThat(request.lifeBetween(0, 1_000)).isEqualTo(200);
            assertThat(request.lifeBetween(120, 280)).isEqualTo(160);
            assertThat(request.lifeBetween(300, 400)).isZero();
            assertThat(request.lifeBetween(0, 100)).isZero();
            assertThat(Stamps.received(0, 100).token(150).unfinished().lifeBetween(50, 400))
                    .isEqualTo(300);
        }
    }

    @Nested
    class Success {
        @Test
        void is_a_whole_answer_with_tokens() {
            assertThat(Stamps.received(0, 0).token(1).done(2).succeeded()).isTrue();
            assertThat(Stamps.received(0, 0)
                            .event(EventKind.BODY, 9, 1)
                            .ended(Outcome.COMPLETE, 1)
                            .succeeded())
                    .isTrue();
            assertThat(Stamps.received(0, 0).done(2).succeeded()).isFalse();
            assertThat(Stamps.received(0, 0).done(2).failed()).isTrue();
        }

        @Test
        void is_no_answer_that_ends_without_a_proper_end_or_with_an_error() {
            ServerRequest truncated = Stamps.received(0, 0).token(1).ended(Outcome.COMPLETE, 2);
            ServerRequest error =
                    Stamps.received(0, 0).token(1).event(EventKind.ERROR, 0, 2).done(2);

            assertThat(List.of(truncated, error)).noneMatch(ServerRequest::succeeded);
            assertThat(List.of(truncated, error)).allMatch(ServerRequest::failed);
        }

        @ParameterizedTest
        @EnumSource(names = {"RESET", "CLOSED"})
        void is_no_answer_that_the_server_broke_off(Outcome outcome) {
            ServerRequest request = Stamps.received(0, 0).token(1).ended(outcome, 2);

            assertThat(request.succeeded()).isFalse();
            assertThat(request.failed()).isTrue();
        }

        @Test
        void is_nobody_s_failure_where_the_client_went_away() {
            ServerRequest request = Stamps.received(0, 0).token(1).ended(Outcome.ABANDONED, 2);

            assertThat(request.succeeded()).isFalse();
            assertThat(request.failed()).isFalse();
        }
    }
}
