package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.benchmarks.peers.Definition.Quantile;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {
    @Test
    void takes_percentiles_in_three_ways() {
        Samples samples = new Samples();
        for (int value = 20; value >= 1; value--) {
            samples.add(value);
        }

        assertThat(samples.percentile(0.95, Quantile.LOWER)).isEqualTo(19);
        assertThat(samples.percentile(0.95, Quantile.LINEAR)).isEqualTo(19.05, within(1e-9));
        assertThat(samples.percentile(0.95, Quantile.NEAREST_RANK)).isEqualTo(19);
        assertThat(samples.percentile(0.99, Quantile.NEAREST_RANK)).isEqualTo(20);
    }

    @ParameterizedTest(name = "{0}, seed 7")
    @EnumSource(Quantile.class)
    void percentiles_never_decrease_and_stay_within_the_samples(Quantile quantile) {
        Random random = new Random(7);
        Samples samples = new Samples();
        random.doubles(3000).forEach(samples::add);

        double before = 0;
        for (int percent = 1; percent <= 100; percent++) {
            double value = samples.percentile(percent / 100.0, quantile);
            assertThat(value).isBetween(before, 1.0);
            before = value;
        }
    }

    @Test
    void a_sample_alone_is_every_percentile() {
        Samples samples = new Samples();
        samples.add(5);

        assertThat(samples.percentile(0.5, Quantile.LINEAR)).isEqualTo(5);
        assertThat(samples.percentile(0.99, Quantile.LINEAR)).isEqualTo(5);
    }

    @Test
    void no_samples_have_no_percentile() {
        assertThatIllegalStateException().isThrownBy(() -> new Samples().percentile(0.5, Quantile.LOWER));
    }
}
