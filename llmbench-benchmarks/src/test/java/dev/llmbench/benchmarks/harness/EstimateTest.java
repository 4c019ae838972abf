package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void is_the_median_of_the_ratios_pair_by_pair() {
        Estimate ratio = Estimate.medianRatio(new double[] {2, 30, 400}, new double[] {1, 10, 100}, 1);

        assertThat(ratio.median()).isEqualTo(3);
        assertThat(ratio.low()).isEqualTo(2);
        assertThat(ratio.high()).isEqualTo(4);
        assertThat(ratio.repetitions()).isEqualTo(3);
    }

    @Test
    void has_no_width_where_all_repetitions_agree() {
        Estimate same = Estimate.median(new double[] {7, 7, 7, 7}, 1);

        assertThat(same).isEqualTo(new Estimate(7, 7, 7, 4));
    }

    @Test
    void covers_the_true_median_about_nineteen_times_of_twenty() {
        Random random = new Random(42);
        int covered = 0;
        int trials = 200;
        for (int trial = 0; trial < trials; trial++) {
            double[] values = random.doubles(15).toArray(); // their median is 0.5

            Estimate estimate = Estimate.median(values, trial);

            covered += estimate.low() <= 0.5 && estimate.high() >= 0.5 ? 1 : 0;
        }
        assertThat(covered).isBetween(trials * 88 / 100, trials * 99 / 100);
    }

    @Test
    void leaves_the_values_in_their_order() {
        double[] values = {3, 1, 2};

        Estimate.median(values, 1);

        assertThat(values).containsExactly(3, 1, 2);
    }

    @Test
    void tells_median_and_interval() {
        assertThat(new Estimate(1.144, 1.1, 1.19, 12).words(2)).isEqualTo("1.14 [1.10, 1.19]");
    }

    @Test
    void refuses_pairs_that_are_none() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Estimate.medianRatio(new double[2], new double[3], 1))
                .withMessageContaining("2 and 3");
        assertThatIllegalArgumentException().isThrownBy(() -> Estimate.median(new double[0], 1));
    }
}
