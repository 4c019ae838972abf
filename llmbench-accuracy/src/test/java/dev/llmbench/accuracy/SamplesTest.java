package dev.llmbench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    private static Samples of(long... values) {
        var samples = new Samples();
        Arrays.stream(values).forEach(samples::add);
        return samples;
    }

    @Test
    void a_percentile_is_the_smallest_with_so_many_percent_at_or_below_it() {
        var samples = new Samples();
        for (int i = 20; i >= 1; i--) {
            samples.add(i);
        }

        assertThat(samples.percentile(50)).isEqualTo(10);
        assertThat(samples.percentile(95)).isEqualTo(19);
        assertThat(samples.percentile(99)).isEqualTo(20);
        assertThat(samples.percentile(100)).isEqualTo(20);
    }

    @Test
    void goes_on_after_it_was_asked() {
        var samples = of(3, 1);

        assertThat(samples.percentile(100)).isEqualTo(3);
        samples.add(2);

        assertThat(samples.percentile(50)).isEqualTo(2);
        assertThat(samples.mean()).isEqualTo(2);
        assertThat(samples.count()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void law_a_percentile_has_at_least_its_share_at_or_below_it_and_less_below(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            long[] values = random.longs(1 + random.nextInt(3_000), -50, 50).toArray();
            int percent = 1 + random.nextInt(100);

            long found = of(values).percentile(percent);

            long atOrBelow =
                    Arrays.stream(values).filter(value -> value <= found).count();
            long below = Arrays.stream(values).filter(value -> value < found).count();
            assertThat(100 * atOrBelow).isGreaterThanOrEqualTo((long) percent * values.length);
            assertThat(100 * below).isLessThan((long) percent * values.length);
        }
    }

    @Test
    void has_nothing_to_say_without_samples() {
        assertThatIllegalStateException().isThrownBy(() -> new Samples().mean());
        assertThatIllegalStateException().isThrownBy(() -> new Samples().percentile(50));
    }
}
