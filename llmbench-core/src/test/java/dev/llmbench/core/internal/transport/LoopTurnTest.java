package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoopTurnTest {
    private static final long MICRO = 1_000;

    private final LoopTurn turn = new LoopTurn();

    private long waitedAtMicros(long micros) {
        return turn.waitedAt(micros * MICRO) / MICRO;
    }

    private void asksAtMicros(long micros) {
        turn.asks(micros * MICRO);
    }

    @Test
    void what_is_read_later_in_a_turn_has_waited_since_its_first_read() {
        asksAtMicros(900);

        assertThat(waitedAtMicros(1_000)).isZero();
        assertThat(waitedAtMicros(1_015)).isEqualTo(15);
        assertThat(waitedAtMicros(1_500)).isEqualTo(500);
    }

    @Test
    void the_first_read_behind_a_sleep_has_not_waited() {
        asksAtMicros(900);
        waitedAtMicros(1_000);
        asksAtMicros(1_100);

        assertThat(waitedAtMicros(5_000)).isZero();
        assertThat(waitedAtMicros(5_010)).isEqualTo(10);
    }

    @Test
    void what_came_while_the_turn_before_went_on_has_waited_half_of_it_on_average() {
        asksAtMicros(900);
        waitedAtMicros(1_000);
        asksAtMicros(3_000);

        assertThat(waitedAtMicros(3_010)).isEqualTo(1_000);
        assertThat(waitedAtMicros(3_100)).isEqualTo(1_090);
    }

    @Test
    void tells_when_the_turn_under_way_began() {
        asksAtMicros(900);
        waitedAtMicros(1_000);

        assertThat(turn.beganBefore(1_200 * MICRO)).isEqualTo(1_000 * MICRO);
        asksAtMicros(1_300);
        assertThat(turn.beganBefore(1_400 * MICRO)).isEqualTo(1_400 * MICRO);
    }
}
