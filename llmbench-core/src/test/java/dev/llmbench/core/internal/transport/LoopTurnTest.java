package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopTurnTest {
    private final LoopTurn turn = new LoopTurn();

    @Test
    void what_is_read_later_in_a_turn_has_waited_since_its_first_read() {
        turn.asks();

        assertThat(turn.waitedAt(1_000)).isZero();
        assertThat(turn.waitedAt(1_015)).isEqualTo(15);
        assertThat(turn.waitedAt(1_500)).isEqualTo(500);
    }

    @Test
    void the_first_read_of_the_next_turn_has_not_waited_in_it() {
        turn.asks();
        turn.waitedAt(1_000);
        turn.asks();

        assertThat(turn.waitedAt(5_000)).isZero();
        assertThat(turn.waitedAt(5_010)).isEqualTo(10);
    }

    @Test
    void what_came_before_a_turn_began_to_read_was_met_then() {
        turn.asks();
        turn.waitedAt(1_000);

        assertThat(turn.metAt(900, 1_200)).isEqualTo(1_000);
    }

    @Test
    void what_came_later_is_met_by_the_next_turn() {
        turn.asks();
        turn.waitedAt(1_000);

        assertThat(turn.metAt(1_100, 4_200)).isEqualTo(4_200);
    }

    @Test
    void what_came_before_a_turn_without_reads_is_met_now() {
        turn.asks();
        turn.waitedAt(1_000);
        turn.asks();

        assertThat(turn.metAt(900, 4_200)).isEqualTo(4_200);
    }

    @Test
    void counts_reads_until_it_is_asked() {
        turn.waitedAt(1_000);
        turn.waitedAt(1_010);

        assertThat(turn.takeReads()).isEqualTo(2);
        assertThat(turn.takeReads()).isZero();
    }
}
