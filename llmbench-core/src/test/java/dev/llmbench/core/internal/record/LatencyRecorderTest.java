package dev.llmbench.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyRecorderTest {
    private static final long HIGHEST = Duration.ofHours(1).toNanos();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void samples_of_two_halves_together_equal_those_of_the_whole(long seed) {
        halvesEqualTheWhole(seed, LatencyRecorder::fine);
        halvesEqualTheWhole(seed, LatencyRecorder::exactWhileFew);
    }

    private static void halvesEqualTheWhole(long seed, LongFunction<LatencyRecorder> kind) {
        SplittableRandom random = new SplittableRandom(seed);
        LatencyRecorder whole = kind.apply(HIGHEST);
        LatencyRecorder first = kind.apply(HIGHEST);
        LatencyRecorder second = kind.apply(HIGHEST);

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

    @Nested
    class WhileFew {
        private final long[] times = LongStream.range(0, LatencyRecorder.FEW)
                .map(i -> 4_433_333_333L + 1_001 * i)
                .toArray();

        @Test
        void every_value_is_told_exactly() {
            LatencyRecorder recorder = recorded(0, times.length);

            assertThat(recorder.samples().counts().keySet())
                    .containsExactlyElementsOf(LongStream.of(times).boxed().toList());
        }

        @Test
        void they_are_exact_whoever_recorded_them() {
            LatencyRecorder first = recorded(0, 1_000);
            first.add(recorded(1_000, times.length));

            assertThat(first.samples()).isEqualTo(recorded(0, times.length).samples());
        }

        @Test
        void with_one_more_values_are_told_to_a_tenth_of_a_percent() {
            LatencyRecorder recorder = recorded(0, 1_000);
            recorder.add(recorded(1_000, times.length));
            recorder.record(times[0]);

            var counts = recorder.samples().counts();
            assertThat(counts).hasSizeLessThan(4);
            assertThat(counts.firstKey().doubleValue()).isCloseTo(4_433_333_333.0, within(4_433_333.0));
            assertThat(recorder.samples().count()).isEqualTo(times.length + 1);
        }

        private LatencyRecorder recorded(int from, int to) {
            LatencyRecorder recorder = LatencyRecorder.exactWhileFew(HIGHEST);
            IntStream.range(from, to).forEach(i -> recorder.record(times[i]));
            return recorder;
        }
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
