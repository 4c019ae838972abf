package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final List<String> CLIENTS = List.of("a", "b", "c");

    @Test
    void begin_with_another_client_each_time_and_go_backwards_every_second_time() {
        assertThat(Turns.of(CLIENTS, 0)).containsExactly("a", "b", "c");
        assertThat(Turns.of(CLIENTS, 1)).containsExactly("a", "c", "b");
        assertThat(Turns.of(CLIENTS, 2)).containsExactly("c", "a", "b");
    }

    @Test
    void nobody_is_left_out() {
        for (int repetition = 0; repetition < 7; repetition++) {
            assertThat(Turns.of(CLIENTS, repetition)).containsExactlyInAnyOrderElementsOf(CLIENTS);
        }
        assertThat(Turns.of(List.of(), 3)).isEmpty();
    }
}
