package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final List<String> discarded = new ArrayList<>();

    @Test
    void every_second_repetition_is_turned_round() {
        assertThat(Turns.order(List.of("a", "b", "c"), 0)).containsExactly("a", "b", "c");
        assertThat(Turns.order(List.of("a", "b", "c"), 1)).containsExactly("c", "b", "a");
        assertThat(Turns.order(List.of("a", "b", "c"), 2)).containsExactly("a", "b", "c");
    }

    @Test
    void a_clean_window_is_taken_at_once() {
        assertThat(Turns.cleanWindow(() -> 0.03, share -> share, discarded::add))
                .contains(0.03);
        assertThat(discarded).isEmpty();
    }

    @Test
    void a_window_of_which_more_than_three_percent_were_stolen_is_measured_again() {
        Iterator<Double> shares = List.of(0.031, 0.5, 0.0).iterator();

        assertThat(Turns.cleanWindow(shares::next, share -> share, discarded::add))
                .contains(0.0);
        assertThat(discarded).containsExactly("3.1 % of the CPU was stolen", "50.0 % of the CPU was stolen");
    }

    @Test
    void a_run_that_failed_is_tried_again() {
        Iterator<Integer> attempts = List.of(0, 1).iterator();

        assertThat(Turns.cleanWindow(
                        () -> {
                            if (attempts.next() == 0) {
                                throw new Bench.FailedRunException("no figures");
                            }
                            return "figures";
                        },
                        window -> 0,
                        discarded::add))
                .contains("figures");
        assertThat(discarded).containsExactly("failed: no figures");
    }

    @Test
    void it_gives_up_after_a_few_times() {
        assertThat(Turns.cleanWindow(() -> 0.2, share -> share, discarded::add)).isEmpty();
        assertThat(discarded).hasSize(1 + Turns.MOST_AGAIN);
    }
}
