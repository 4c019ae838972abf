package dev.llmbench.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyRecorderTest {
    private static final long HIGHEST = Duration.ofHours(1).toNanos();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void samples_of_two_halves_together_equal_those_of_the_whole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        LatencyRecorder whole = LatencyRecorder.fine(HIGHEST);
        LatencyRecorder first = LatencyRecorder.fine(HIGHEST);
        LatencyRecorder second = LatencyRecorder.fine(HIGHEST);

        for (int i = 0; i < 2_000; i++) {
            long nanos = (long) Math.exp(random.nextDouble() * 26);
            whole.record(nanos);
            (random.nextBoolean() ? first : second).record(nanos);
        }

        assertThat(first.samples().plus(second.samples())).isEqualTo(whole.samples());
        first.add(second);
        assertThat(first.samples()).isEqualTo(whole.samples());
    }

    @Test
    void values_are_told_to_a_tenth_of_a_percent_and_ends_and_mean_exactly() {
        LatencyRecorder recorder = LatencyRecorder.fine(HIGHEST);
        recorder.record(1_234_567);
        recorder.record(987_654_321, 3);

        var samples = recorder.samples();

        assertThat(samples.min()).contains(Duration.ofNanos(1_234_567));
        assertThat(samples.max()).contains(Duration.ofNanos(987_654_321));
        assertThat(samples.totalNanos()).isEqualTo(1_234_567L + 3 * 987_654_321L);
        assertThat(samples.counts().lastKey().doubleValue()).isCloseTo(987_654_321, within(987_654.0));
    }

    @Test
    void scaled_samples_share_each_time_among_so_many_tokens() {
        LatencyRecorder recorder = LatencyRecorder.fine(HIGHEST);
        recorder.record(8_000_000, 100);

        var samples = recorder.scaled(2);

        assertThat(samples.count()).isEqualTo(200);
        assertThat(samples.mean()).contains(Duration.ofMillis(4));
    }
}
