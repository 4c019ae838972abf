package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.benchmarks.peers.Traffic.Steady;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final RequestStamps TRIAL = Stamps.request(100, 190, 150, 180);
    private static final RequestStamps FIRST = Stamps.request(200, 300, 220, 260, 300);
    private static final RequestStamps SECOND = Stamps.request(210, 310, 230, 270, 310);
    private static final RequestStamps THIRD = Stamps.request(305, 405, 325, 365, 405);
    private static final RequestStamps FOURTH = Stamps.request(315, 415, 335, 375, 415);
    private static final List<RequestStamps> ALL = List.of(TRIAL, FIRST, SECOND, THIRD, FOURTH);

    @Nested
    class TheMainPart {
        @Test
        void begins_with_the_requests_of_the_first_full_load() {
            assertThat(Traffic.mainOf(ALL, 0).requests()).containsExactly(FIRST, SECOND, THIRD, FOURTH);
        }

        @Test
        void does_not_depend_on_the_order_of_the_stamps() {
            List<RequestStamps> shuffled = new ArrayList<>(ALL);
            Collections.shuffle(shuffled, new Random(3));

            assertThat(Traffic.mainOf(shuffled, 0)).isEqualTo(Traffic.mainOf(ALL, 0));
        }

        @Test
        void has_the_requests_of_a_load_that_fills_slowly() {
            RequestStamps early = Stamps.request(195, 205, 200);

            assertThat(Traffic.mainOf(List.of(TRIAL, early, FIRST, SECOND), 0).requests())
                    .containsExactly(early, FIRST, SECOND);
        }

        @Test
        void goes_on_behind_a_pause_of_all_streams() {
            RequestStamps later = Stamps.request(500, 600, 520, 600);

            assertThat(Traffic.mainOf(List.of(TRIAL, FIRST, SECOND, later), 0).requests())
                    .containsExactly(FIRST, SECOND, later);
        }

        @Test
        void leaves_out_what_came_before_the_client_was_started() {
            assertThat(Traffic.mainOf(ALL, 300_000_000).requests()).containsExactly(THIRD, FOURTH);
        }

        @Test
        void is_missing_where_nothing_came() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Traffic.mainOf(ALL, 500_000_000))
                    .withMessage("the load generator sent no request");
        }
    }

    @Nested
    class WhatAClientCounted {
        @Test
        void is_what_was_answered_first() {
            assertThat(Traffic.mainOf(ALL, 0).counted(3)).containsExactly(FIRST, SECOND, THIRD);
        }

        @Test
        void is_nothing_that_was_broken_off() {
            RequestStamps broken = Stamps.request(Outcome.ABANDONED, 320, 330);
            List<RequestStamps> all = List.of(FIRST, SECOND, THIRD, broken);

            assertThat(Traffic.mainOf(all, 0).counted(3)).containsExactly(FIRST, SECOND, THIRD);
        }

        @Test
        void is_not_more_than_the_server_answered() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Traffic.mainOf(ALL, 0).counted(5))
                    .withMessageContaining("counts 5 requests, but the server answered 4");
        }
    }

    @Nested
    class TheSteadyPart {
        @Test
        void lies_between_the_last_stream_s_first_token_and_the_first_stream_s_last_end() {
            Steady steady = Traffic.mainOf(ALL, 0).steady();

            assertThat(steady.fromNanos()).isEqualTo(230_000_000);
            assertThat(steady.toNanos()).isEqualTo(405_000_000);
            assertThat(steady.seconds()).isEqualTo(0.175);
        }

        @Test
        void counts_the_tokens_that_were_sent_in_it() {
            // of the first: 260, 300; second: 230, 270, 310; third: 325, 365; fourth: 335, 375
            assertThat(Traffic.mainOf(ALL, 0).steady().tokens()).isEqualTo(9);
        }

        @Test
        void tells_how_many_requests_were_under_way_at_most() {
            assertThat(Traffic.mainOf(ALL, 0).steady().atOnce()).isEqualTo(2);
        }

        @Test
        void is_the_middle_half_where_the_streams_could_not_be_kept_going() {
            RequestStamps brief = Stamps.request(200, 230, 205, 230);
            RequestStamps late = Stamps.request(225, 400, 300, 400);

            Steady steady = Traffic.mainOf(List.of(brief, late), 0).steady();

            assertThat(steady.fromNanos()).isEqualTo(250_000_000);
            assertThat(steady.toNanos()).isEqualTo(350_000_000);
            assertThat(steady.tokens()).isEqualTo(1);
        }
    }
}
