package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
    @ParameterizedTest
    @CsvSource({"3, 3.182446", "4, 2.776445", "5, 2.570582", "9, 2.262157", "29, 2.045230", "1000, 1.962339"})
    void agrees_with_the_published_table(double degrees, double quantile) {
        assertThat(StudentT.twoSided95(degrees)).isCloseTo(quantile, withinPercentage(degrees < 5 ? 0.6 : 0.05));
    }

    @Test
    void refuses_fewer_degrees_than_it_is_good_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StudentT.twoSided95(2))
                .withMessageContaining("2.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 0.15865525", "1.959964, 0.025", "3, 0.00134990"})
    void knows_the_tail_of_the_normal_distribution(double value, double above) {
        assertThat(StudentT.normalAbove(value)).isCloseTo(above, withinPercentage(0.01));
    }
}
