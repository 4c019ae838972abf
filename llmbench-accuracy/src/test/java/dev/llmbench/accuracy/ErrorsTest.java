package dev.llmbench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static FigureError error(Figure figure, double measured, double truth) {
        return new FigureError(figure, Statistic.P50, measured, truth);
    }

    @Nested
    class OfATime {
        @Test
        void may_be_half_a_millisecond_where_that_is_more_than_half_a_percent() {
            assertThat(error(Figure.TIME_TO_FIRST_TOKEN, 50.5, 50).within()).isTrue();
            assertThat(error(Figure.TIME_TO_FIRST_TOKEN, 50.51, 50).within()).isFalse();
            assertThat(error(Figure.TIME_TO_FIRST_TOKEN, 49.49, 50).within()).isFalse();
        }

        @Test
        void may_be_half_a_percent_where_that_is_more() {
            assertThat(error(Figure.END_TO_END, 2_010, 2_000).within()).isTrue();
            assertThat(error(Figure.END_TO_END, 2_011, 2_000).within()).isFalse();
        }

        @Test
        void is_what_was_measured_less_the_truth() {
            FigureError error = error(Figure.TIME_PER_OUTPUT_TOKEN, 9, 10);

            assertThat(error.error()).isEqualTo(-1);
            assertThat(error.relative().orElseThrow()).isCloseTo(-0.1, within(1e-12));
            assertThat(error(Figure.TIME_PER_OUTPUT_TOKEN, 1, 0).relative()).isEmpty();
        }
    }

    @Test
    void of_a_rate_may_be_half_a_percent_only() {
        assertThat(error(Figure.OUTPUT_TOKENS_PER_SECOND, 100.5, 100).within()).isTrue();
        assertThat(error(Figure.OUTPUT_TOKENS_PER_SECOND, 100.6, 100).within()).isFalse();
        assertThat(error(Figure.MEAN_CONCURRENCY, 1.1, 1).within()).isFalse();
    }

    @Test
    void promises_nothing_of_the_99th_percentile_nor_of_inter_token_latency() {
        assertThat(new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P95, 1, 1).promised())
                .isTrue();
        assertThat(new FigureError(Figure.TIME_TO_FIRST_TOKEN, Statistic.P99, 1, 1).promised())
                .isFalse();
        assertThat(error(Figure.INTER_TOKEN_LATENCY, 1, 1).promised()).isFalse();
    }

    @Test
    void of_a_count_is_a_difference() {
        assertThat(new CountError(CountError.Count.TOKENS, 1_000, 1_000).within())
                .isTrue();
        assertThat(new CountError(CountError.Count.TOKENS, 1_006, 1_000).within())
                .isFalse();
        assertThat(new CountError(CountError.Count.FAILED, 1, 0).within()).isFalse();
        assertThat(new CountError(CountError.Count.FAILED, 3, 5).error()).isEqualTo(-2);
    }

    @Test
    void refuses_what_is_no_number() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> error(Figure.END_TO_END, Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CountError(CountError.Count.TOKENS, -1, 1))
                .withMessageContaining("-1");
    }
}
