package dev.llmbench.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {
    @Test
    void of_an_odd_number_are_values_themselves_in_any_order() {
        assertThat(Quartiles.of(List.of(5.0, 1.0, 4.0, 2.0, 3.0))).isEqualTo(new Quartiles(2, 3, 4));
    }

    @Test
    void lie_between_neighbours_where_no_value_is_in_the_middle() {
        assertThat(Quartiles.of(List.of(10.0, 20.0))).isEqualTo(new Quartiles(12.5, 15, 17.5));
    }

    @Test
    void of_one_value_are_that_value() {
        assertThat(Quartiles.of(List.of(7.4)).words()).isEqualTo("7 [7, 7]");
    }

    @Test
    void of_nothing_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quartiles.of(List.of()));
    }
}
