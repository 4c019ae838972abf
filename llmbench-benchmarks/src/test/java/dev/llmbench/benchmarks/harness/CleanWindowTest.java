package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanWindowTest {
    private static final int AGAIN = 2;

    private final List<String> discarded = new ArrayList<>();

    @Test
    void is_taken_at_once_where_no_more_than_three_percent_were_stolen() {
        assertThat(CleanWindow.of(AGAIN, () -> 0.03, share -> share, discarded::add))
                .contains(0.03);
        assertThat(discarded).isEmpty();
    }

    @Test
    void is_measured_again_where_more_was_stolen() {
        Iterator<Double> shares = List.of(0.031, 0.5, 0.0).iterator();

        assertThat(CleanWindow.of(AGAIN, shares::next, share -> share, discarded::add))
                .contains(0.0);
        assertThat(discarded).containsExactly("3.1 % of the CPU time was stolen", "50.0 % of the CPU time was stolen");
    }

    @Test
    void is_given_up_in_the_end() {
        assertThat(CleanWindow.of(AGAIN, () -> 0.2, share -> share, discarded::add))
                .isEmpty();
        assertThat(discarded).hasSize(1 + AGAIN);
    }

    @Test
    void is_none_where_the_measurement_fails() {
        assertThatThrownBy(() -> CleanWindow.of(
                        AGAIN,
                        () -> {
                            throw new IOException("no server");
                        },
                        window -> 0,
                        discarded::add))
                .isInstanceOf(IOException.class)
                .hasMessage("no server");
        assertThat(discarded).isEmpty();
    }
}
