package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static Sample floor(int repetition, double micros) {
        return Samples.of("64x30", Contender.FLOOR, repetition, micros);
    }

    private static Sample ours(int repetition, double micros) {
        return Samples.of("64x30", Contender.BASE, repetition, micros);
    }

    @Test
    void a_ratio_is_that_of_the_same_repetition() {
        // whichever came first, and though the machine was four times as slow in the second repetition
        List<Sample> samples = List.of(floor(0, 2), ours(0, 3), ours(1, 12), floor(1, 8), floor(2, 4), ours(2, 6));

        Pairs pairs = Pairs.of(samples, "64x30", Contender.BASE);

        assertThat(pairs.ratio(Sample::cpuMicrosPerEvent).median()).isEqualTo(1.5);
        assertThat(pairs.ratio(Sample::cpuMicrosPerEvent).low()).isEqualTo(1.5);
        assertThat(pairs.difference(Sample::cpuMicrosPerEvent).median()).isEqualTo(2);
        assertThat(pairs.floor(Sample::cpuMicrosPerEvent).median()).isEqualTo(4);
        assertThat(pairs.client(Sample::cpuMicrosPerEvent).median()).isEqualTo(6);
    }

    @Test
    void a_repetition_without_either_is_left_out() {
        List<Sample> samples = List.of(floor(0, 2), ours(1, 12), floor(2, 4), ours(2, 6));

        Pairs pairs = Pairs.of(samples, "64x30", Contender.BASE);

        assertThat(pairs.ours()).containsExactly(ours(2, 6));
        assertThat(pairs.floors()).containsExactly(floor(2, 4));
    }

    @Test
    void other_loads_and_clients_are_not_mixed_in() {
        List<Sample> samples = List.of(
                floor(0, 2), Samples.of("512x30", Contender.BASE, 0, 9), Samples.of("64x30", "nio-g1-17", 0, 9));

        assertThat(Pairs.of(samples, "64x30", Contender.BASE).isEmpty()).isTrue();
        assertThat(Pairs.of(samples, "64x30", "nio-g1-17").ours()).hasSize(1);
    }

    @Test
    void delays_are_compared_where_both_have_them() {
        Sample without = new Sample(
                "64x30", Contender.FLOOR, 0, new Window(0, 9), 5, 1, 1, 0, 0, Optional.empty(), Optional.empty());
        List<Sample> samples = List.of(without, ours(0, 3), floor(1, 8), ours(1, 12));

        Pairs pairs = Pairs.of(samples, "64x30", Contender.BASE).withDelays();

        assertThat(pairs.ours()).containsExactly(ours(1, 12));
    }
}
