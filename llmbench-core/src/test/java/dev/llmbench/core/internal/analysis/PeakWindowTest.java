package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Rate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakWindowTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void finds_the_best_ten_seconds_wherever_they_begin() {
        double[] tokens = new double[60];
        java.util.Arrays.fill(tokens, 100);
        java.util.Arrays.fill(tokens, 23, 33, 150);

        assertThat(PeakWindow.of(tokens, SECOND, 60 * SECOND)).contains(Rate.of(150));
    }

    @Test
    void is_absent_in_a_window_shorter_than_ten_seconds() {
        assertThat(PeakWindow.of(new double[10], SECOND, 10 * SECOND - 1)).isEmpty();
    }

    @Test
    void is_the_mean_of_a_window_of_ten_seconds() {
        double[] tokens = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

        assertThat(PeakWindow.of(tokens, SECOND, 10 * SECOND)).contains(Rate.of(5.5));
    }

    @Test
    void reaches_up_to_the_end_of_a_bin_cut_short() {
        double[] tokens = new double[11];
        tokens[10] = 100; // in the half second before the window's end

        assertThat(PeakWindow.of(tokens, SECOND, 10 * SECOND + SECOND / 2)).contains(Rate.of(10));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void is_never_below_the_mean(long seed) {
        Random random = new Random(seed);
        double[] tokens = random.doubles(300).toArray(); // bins of 0.3 s, which don't divide 10 s
        double mean = java.util.Arrays.stream(tokens).sum() / 90;

        double peak =
                PeakWindow.of(tokens, 300_000_000L, 90 * SECOND).orElseThrow().perSecond();

        assertThat(peak).isGreaterThan(mean).isCloseTo(mean, within(mean));
    }
}
