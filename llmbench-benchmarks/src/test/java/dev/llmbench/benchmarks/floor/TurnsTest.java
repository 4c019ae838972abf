package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.harness.FailedRunException;
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
    void a_run_that_failed_is_tried_again() {
        Iterator<Integer> attempts = List.of(0, 1).iterator();

        assertThat(Turns.cleanWindow(
                        () -> {
                            if (attempts.next() == 0) {
                                throw new FailedRunException("no figures");
                            }
                            return "figures";
                        },
                        window -> 0,
                        discarded::add))
                .contains("figures");
        assertThat(discarded).containsExactly("failed: no figures");
    }

    @Test
    void it_gives_up_sooner_on_what_fails_than_on_what_others_steal() {
        assertThat(Turns.cleanWindow(() -> 0.2, share -> share, discarded::add)).isEmpty();
        assertThat(discarded).hasSize(1 + Turns.MOST_AGAIN);
        discarded.clear();

        assertThat(Turns.cleanWindow(
                        () -> {
                            throw new FailedRunException("no figures");
                        },
                        window -> 0,
                        discarded::add))
                .isEmpty();
        assertThat(discarded).hasSize(Turns.MOST_FAILURES);
    }
}
