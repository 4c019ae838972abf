package dev.llmbench.api;

import static dev.llmbench.api.Draw.ms;
import static dev.llmbench.api.Draw.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
    static LongStream seeds() {
        return Draw.seeds(200);
    }

    @Nested
    class Exactly {
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("dev.llmbench.api.SamplesTest#seeds")
        void tells_count_sum_mean_smallest_and_largest(long seed) {
            Draw draw = new Draw(seed);
            long[] times = draw.logNormal(1 + draw.below(200));

            Samples samples = samples(times);

            long sum = Arrays.stream(times).sum();
            assertThat(samples.count()).isEqualTo(times.length);
            assertThat(samples.totalNanos()).isEqualTo(sum);
            assertThat(samples.mean()).contains(Duration.ofNanos(Math.round((double) sum / times.length)));
            assertThat(samples.min())
                    .contains(Duration.ofNanos(Arrays.stream(times).min().orElseThrow()));
            assertThat(samples.max())
                    .contains(Duration.ofNanos(Arrays.stream(times).max().orElseThrow()));
        }

        @Test
        void takes_mean_and_ends_from_what_was_recorded_beside_coarse_values() {
            Samples coarse = Samples.of(new TreeMap<>(Map.of(1_000L, 2L, 2_000L, 1L)), 4_010, 990, 2_020);

            assertThat(coarse.mean()).contains(Duration.ofNanos(1_337));
            assertThat(coarse.nanosAtRank(1)).isEqualTo(990);
            assertThat(coarse.nanosAtRank(2)).isEqualTo(1_000);
            assertThat(coarse.nanosAtRank(3)).isEqualTo(2_020);
        }

        @Test
        void counts_those_within_a_limit_however_long_the_limit() {
            Samples samples = Samples.ofExact(ms(10), ms(20), ms(20), ms(30));

            assertThat(samples.countAtMost(ms(9))).isZero();
            assertThat(samples.countAtMost(ms(20))).isEqualTo(3);
            assertThat(samples.countAtMost(ms(30))).isEqualTo(4);
            assertThat(samples.countAtMost(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(4);
        }
    }

    @Nested
    class Merged {
        @ParameterizedTest(name = "seed {0}")
        @MethodSource("dev.llmbench.api.SamplesTest#seeds")
        void parts_in_any_order_equal_the_whole(long seed) {
            Draw draw = new Draw(seed);
            long[] times = draw.times(draw.below(100));
            List<Samples> parts = draw.dealt(times, 1 + draw.below(5)).stream()
                    .map(Draw::samples)
                    .toList();

            Samples forwards = parts.stream().reduce(Samples.none(), Samples::plus);
            Samples backwards = parts.stream().reduce(Samples.none(), (all, part) -> part.plus(all));

            assertThat(forwards).isEqualTo(samples(times)).hasSameHashCodeAs(samples(times));
            assertThat(backwards).isEqualTo(forwards);
            assertThat(forwards.totalNanos()).isEqualTo(Arrays.stream(times).sum());
        }

        @Test
        void with_nothing_stay_as_they_are() {
            Samples some = samples(1, 2, 3);

            assertThat(some.plus(Samples.none())).isSameAs(some);
            assertThat(Samples.none().plus(some)).isSameAs(some);
        }
    }

    @Nested
    class Empty {
        @Test
        void have_neither_mean_nor_ends() {
            assertThat(Samples.none().count()).isZero();
            assertThat(Samples.none().mean()).isEmpty();
            assertThat(Samples.none().min()).isEmpty();
            assertThat(Samples.none().max()).isEmpty();
            assertThat(Samples.none().countAtMost(ms(1))).isZero();
            assertThat(Samples.ofExact()).isSameAs(Samples.none());
        }

        @Test
        void are_what_zero_counts_make() {
            assertThat(Samples.of(new TreeMap<>(Map.of(5L, 0L)), 0, 0, 0)).isEqualTo(Samples.none());
        }
    }

    @Nested
    class AsData {
        @Test
        void do_not_follow_the_map_they_were_made_of() {
            TreeMap<Long, Long> counts = new TreeMap<>(Map.of(1L, 1L));
            Samples samples = Samples.of(counts, 1, 1, 1);

            counts.put(2L, 5L);
            samples.counts().put(3L, 5L);

            assertThat(samples.counts()).containsExactly(Map.entry(1L, 1L));
        }

        @Test
        void are_ranked_by_value_even_from_a_map_that_runs_backwards() {
            SortedMap<Long, Long> backwards = new TreeMap<>(Comparator.reverseOrder());
            backwards.putAll(Map.of(1L, 1L, 2L, 1L, 3L, 1L));

            Samples samples = Samples.of(backwards, 6, 1, 3);

            assertThat(samples).isEqualTo(samples(1, 2, 3));
            assertThat(samples.nanosAtRank(2)).isEqualTo(2);
        }

        @Test
        void refuse_what_cannot_have_been_measured() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.of(new TreeMap<>(Map.of(-1L, 1L)), 0, 0, 0))
                    .withMessage("values and counts must not be negative, but there was -1=1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.of(new TreeMap<>(Map.of(1L, -2L)), 0, 0, 0))
                    .withMessage("values and counts must not be negative, but there was 1=-2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.of(new TreeMap<>(Map.of(1L, 1L)), 1, 2, 1))
                    .withMessage("smallest 2, largest 1 and sum 1 don't fit");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Samples.of(new TreeMap<>(Map.of(1L, 1L)), -1, 1, 1))
                    .withMessageContaining("sum -1");
        }
    }
}
