package dev.llmbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    @Nested
    class Linear {
        /** Values that {@code numpy.percentile} gives. */
        @ParameterizedTest
        @CsvSource({"0, 1", "50, 2.5", "75, 3.25", "95, 3.85", "99, 3.97", "100, 4"})
        void lies_between_two_values_in_proportion(double percentile, double expected) {
            assertThat(Statistics.linear(new double[] {1, 2, 3, 4}, percentile).orElseThrow())
                    .isCloseTo(expected, within(1e-12));
        }

        @Test
        void is_the_middle_value_of_an_odd_number() {
            assertThat(Statistics.linear(new double[] {1, 5, 100}, 50)).contains(5.0);
        }

        @Test
        void is_the_only_value_and_absent_without_one() {
            assertThat(Statistics.linear(new double[] {7}, 99)).contains(7.0);
            assertThat(Statistics.linear(new double[0], 99)).isEmpty();
        }
    }

    @Nested
    class LowerRank {
        @ParameterizedTest
        @CsvSource({"50, 5", "89, 9", "95, 9", "99, 9", "100, 10"})
        void is_a_value_and_never_one_between(int percentile, double expected) {
            double[] ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

            assertThat(Statistics.lowerRank(ten, percentile)).contains(expected);
        }

        @Test
        void is_absent_without_values() {
            assertThat(Statistics.lowerRank(new double[0], 50)).isEmpty();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void never_falls_and_is_never_above_linear(long seed) {
        double[] values = new Random(seed).doubles(1 + seed * 37).sorted().toArray();

        double before = 0;
        for (int p = 0; p <= 100; p++) {
            double linear = Statistics.linear(values, p).orElseThrow();
            assertThat(linear).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(values[values.length - 1]);
            assertThat(Statistics.lowerRank(values, p).orElseThrow()).isLessThanOrEqualTo(linear + 1e-12);
            before = linear;
        }
    }

    @Test
    void means_and_ends_are_absent_without_values() {
        assertThat(Statistics.mean(new double[] {1, 2, 6})).contains(3.0);
        assertThat(Statistics.least(new double[] {1, 2, 6})).contains(1.0);
        assertThat(Statistics.greatest(new double[] {1, 2, 6})).contains(6.0);
        assertThat(Statistics.mean(new double[0])).isEmpty();
        assertThat(Statistics.least(new double[0])).isEmpty();
        assertThat(Statistics.greatest(new double[0])).isEmpty();
    }

    @Test
    void rounds_as_python_does() {
        assertThat(Json.rounded(2.675, 2)).isEqualByComparingTo("2.67"); // the double lies below
        assertThat(Json.rounded(0.125, 2)).isEqualByComparingTo("0.12"); // half to even
        assertThat(Json.rounded(100, 2).toPlainString()).isEqualTo("100");
        assertThat(Json.rounded(-0.0, 2).toPlainString()).isEqualTo("0");
    }
}
