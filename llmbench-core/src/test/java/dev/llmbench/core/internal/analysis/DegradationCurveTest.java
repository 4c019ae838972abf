package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.core.internal.analysis.DegradationCurve.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DegradationCurveTest {
    @Test
    void tells_slope_and_loss_of_answers_that_slow_down() {
        List<Point> points = List.of(
                new Point(500, 35), new Point(1000, 34), new Point(2000, 32), new Point(3000, 30), new Point(4000, 28));

        DegradationCurve curve = DegradationCurve.of(points).orElseThrow();

        assertThat(curve.slopePerThousandTokens()).isCloseTo(-2, within(1e-9));
        assertThat(curve.loss()).isCloseTo(0.2, within(1e-9));
        assertThat(curve.sentence())
                .isEqualTo("From 500 to 4,000 output tokens a stream loses 20.0 % of its speed, from 35.0 to 28.0 tok/s"
                        + " (-2.00 tok/s for each 1,000 tokens more).");
    }

    @Test
    void says_gains_where_long_answers_are_faster() {
        DegradationCurve curve = DegradationCurve.of(List.of(new Point(100, 20), new Point(1100, 25)))
                .orElseThrow();

        assertThat(curve.loss()).isCloseTo(-0.25, within(1e-12));
        assertThat(curve.sentence()).contains("gains 25.0 %").contains("+5.00 tok/s");
    }

    @Test
    void takes_the_mean_where_a_length_was_measured_twice() {
        DegradationCurve curve = DegradationCurve.of(
                        List.of(new Point(100, 39), new Point(200, 30), new Point(100, 41)))
                .orElseThrow();

        assertThat(curve.loss()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void is_absent_without_two_lengths() {
        assertThat(DegradationCurve.of(List.of())).isEmpty();
        assertThat(DegradationCurve.of(List.of(new Point(100, 39), new Point(100, 38))))
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void finds_any_line_whatever_the_order_of_its_points(long seed) {
        Random random = new Random(seed);
        double slope = random.nextDouble() * 4 - 2;
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            long tokens = i * 1_000L + random.nextInt(1_000);
            points.add(new Point(tokens, 100 + slope * tokens / 1000));
        }
        Collections.shuffle(points, random);

        assertThat(DegradationCurve.of(points).orElseThrow().slopePerThousandTokens())
                .isCloseTo(slope, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "100, 0", "100, NaN", "100, Infinity"})
    void refuses_what_can_be_no_measurement(long tokens, double speed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Point(tokens, speed))
                .withMessageContaining(tokens + " tokens at " + speed);
    }
}
