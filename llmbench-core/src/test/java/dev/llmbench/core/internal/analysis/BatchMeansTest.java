package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchMeansTest {
    private static final int BINS_PER_SECOND = 10;
    private static final long BIN = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;

    @Nested
    class TheNumberOfBatches {
        @ParameterizedTest(name = "{0} s, median latency {1} ms: {2} batches")
        @CsvSource({"60, 100, 30", "60, 2000, 30", "60, 3000, 20", "60, 6000, 10", "25, 2000, 12"})
        void is_ten_to_thirty_each_at_least_one_median_latency_long(int seconds, long medianMillis, int batches) {
            var means = BatchMeans.of(steady(seconds), BIN, seconds * SECOND, Duration.ofMillis(medianMillis));

            assertThat(means.orElseThrow().batches()).isEqualTo(batches);
        }

        @Test
        void leaves_no_interval_when_there_is_no_room_for_ten() {
            assertThat(BatchMeans.of(steady(60), BIN, 60 * SECOND, Duration.ofMillis(6001)))
                    .isEmpty();
        }

        @Test
        void is_none_in_a_window_without_length() {
            assertThat(BatchMeans.of(new double[0], BIN, 0, Duration.ofSeconds(1)))
                    .isEmpty();
        }

        @Test
        void is_not_more_than_there_are_bins() {
            assertThat(BatchMeans.of(steady(1), BIN, SECOND * 9 / 10, Duration.ofMillis(1)))
                    .isEmpty();
        }
    }

    @Nested
    class OnASteadyServer {
        @Test
        void the_mean_is_tokens_over_the_window_even_if_the_last_bin_is_cut_short() {
            double[] bins = steady(60);
            bins[595] = 50; // half a bin at the same rate

            var means = BatchMeans.of(bins, BIN, 595 * BIN + BIN / 2, Duration.ofSeconds(1))
                    .orElseThrow();

            assertThat(means.perSecond()).isCloseTo(1000, within(1e-6));
            assertThat(means.interval().relativeHalfWidth(1000)).isCloseTo(0, within(1e-6));
            assertThat(means.slope().significant()).isFalse();
        }

        @Test
        void a_silent_server_has_a_mean_of_zero_for_sure() {
            var means = BatchMeans.of(new double[600], BIN, 60 * SECOND, Duration.ofSeconds(1))
                    .orElseThrow();

            assertThat(means.perSecond()).isZero();
            assertThat(means.interval().high()).isZero();
        }
    }

    @Nested
    class TokensInLumps {
        /** Whole answers of 100 tokens, one every two seconds: whatever the cut, no batch differs from another. */
        private static double[] lumps(int seconds) {
            double[] bins = new double[seconds * BINS_PER_SECOND];
            for (int i = 5; i < bins.length; i += 2 * BINS_PER_SECOND) {
                bins[i] = 100;
            }
            return bins;
        }

        @Test
        void leave_a_doubt_of_one_lump_at_the_ends_of_the_window() {
            var means = BatchMeans.of(lumps(60), BIN, 60 * SECOND, Duration.ofSeconds(2))
                    .orElseThrow();

            assertThat(means.perSecond()).isCloseTo(50, within(1e-9));
            assertThat(means.interval().high()).isCloseTo(50 + 95 / 60.0, within(1e-9));
            assertThat(means.interval().low()).isCloseTo(50 - 95 / 60.0, within(1e-9));
        }

        @Test
        void matter_less_the_longer_the_window_is() {
            var means = BatchMeans.of(lumps(600), BIN, 600 * SECOND, Duration.ofSeconds(2))
                    .orElseThrow();

            assertThat(means.interval().relativeHalfWidth(means.perSecond())).isLessThan(0.004);
        }
    }

    @Nested
    class TheSlope {
        @Test
        void of_a_falling_throughput_is_told_and_significant() {
            var slope = noisy(1, 60, second -> 1000 - 2 * second).slope();

            assertThat(slope.perSecond()).isCloseTo(-2, within(0.3));
            assertThat(slope.significant()).isTrue();
        }

        @Test
        void below_five_percent_over_the_window_is_not_called_significant_however_sure() {
            var slope = noisy(1, 60, second -> 1000 - 0.5 * second).slope();

            assertThat(slope.interval().high()).isNegative();
            assertThat(slope.significant()).isFalse();
        }

        @Test
        void of_noise_alone_is_hardly_ever_called_significant() {
            long alarms = IntStream.range(0, 300)
                    .filter(seed -> autocorrelated(seed, 0.9, 60).slope().significant())
                    .count();

            assertThat(alarms).isLessThanOrEqualTo(30);
        }

        private BatchMeans noisy(long seed, int seconds, DoubleUnaryOperator rate) {
            Random random = new Random(seed);
            double[] bins = IntStream.range(0, seconds * BINS_PER_SECOND)
                    .mapToDouble(i ->
                            rate.applyAsDouble((double) i / BINS_PER_SECOND) / BINS_PER_SECOND + random.nextGaussian())
                    .toArray();
            return BatchMeans.of(bins, BIN, seconds * SECOND, Duration.ofSeconds(2))
                    .orElseThrow();
        }
    }

    @Nested
    class Coverage {
        /** phi is the correlation of neighbouring bins of 0.1 s; at 0.95 it takes 2 s, one batch, to fade to a third. */
        @ParameterizedTest(name = "phi {0}, 60 s")
        @ValueSource(doubles = {0, 0.5, 0.9, 0.95})
        void at_least_ninety_percent_of_the_intervals_hold_the_true_mean(double phi) {
            long covered = IntStream.range(0, 300)
                    .mapToObj(seed -> autocorrelated(seed, phi, 60).interval())
                    .filter(interval -> interval.low() <= 1000 && 1000 <= interval.high())
                    .count();

            assertThat(covered / 300.0).isGreaterThanOrEqualTo(0.90);
        }

        /** At phi 0.9 the mean of many bins scatters 1 / (1 - 0.9) = 10 times as much as without correlation. */
        @Test
        void intervals_grow_with_the_scatter_that_correlation_brings() {
            assertThat(meanHalfWidth(0.9) / meanHalfWidth(0)).isBetween(9.0, 12.0);
        }

        private double meanHalfWidth(double phi) {
            return IntStream.range(0, 300)
                    .mapToObj(seed -> autocorrelated(seed, phi, 60).interval())
                    .mapToDouble(interval -> interval.relativeHalfWidth(1000))
                    .average()
                    .orElseThrow();
        }
    }

    @Test
    void refuses_fewer_bins_than_the_window_needs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BatchMeans.of(new double[9], BIN, SECOND, Duration.ofMillis(1)))
                .withMessageContaining("10 bins")
                .withMessageContaining("there were 9");
    }

    /** 1,000 tokens a second, exactly. */
    private static double[] steady(int seconds) {
        double[] bins = new double[seconds * BINS_PER_SECOND];
        Arrays.fill(bins, 1000.0 / BINS_PER_SECOND);
        return bins;
    }

    /** 1,000 tokens a second on average, each bin phi times as far off as the one before it, and noise. */
    private static BatchMeans autocorrelated(long seed, double phi, int seconds) {
        Random random = new Random(seed);
        double[] bins = new double[seconds * BINS_PER_SECOND];
        double state = random.nextGaussian() / Math.sqrt(1 - phi * phi);
        for (int i = 0; i < bins.length; i++) {
            state = phi * state + random.nextGaussian();
            bins[i] = 100 + 2 * state;
        }
        return BatchMeans.of(bins, BIN, seconds * SECOND, Duration.ofSeconds(2)).orElseThrow();
    }
}
