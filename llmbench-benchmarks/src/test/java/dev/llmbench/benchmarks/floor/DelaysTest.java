package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DelaysTest {
    @Test
    void percentiles_are_those_of_the_sorted_delays_in_microseconds() {
        long[] nanos =
                LongStream.rangeClosed(1, 1_000).map(i -> (1_001 - i) * 1_000).toArray();

        assertThat(Delays.of(nanos)).isEqualTo(new Delays(1_000, 500.5, 500, 990, 999));
    }

    @Test
    void refuses_nothing_at_all() {
        assertThatIllegalArgumentException().isThrownBy(() -> Delays.of(new long[0]));
    }
}
