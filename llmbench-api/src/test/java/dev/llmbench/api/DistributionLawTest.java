package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of every distribution, over seeded ones. */
class DistributionLawTest {
    private static final double[] PERCENTILES = {0, 0.1, 1, 5, 25, 50, 75, 90, 95, 99, 99.9, 99.99, 100};

    static LongStream seeds() {
        return Draw.seeds(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void merging_parts_in_any_order_equals_the_whole(long seed) {
        Draw draw = new Draw(seed);
        int parts = 2 + draw.below(4);
        long[] succeeded = draw.times(draw.below(100));
        long[] failed = draw.times(draw.below(20));
        long[] ages = draw.times(draw.below(20));
        List<long[]> dealtSucceeded = draw.dealt(succeeded, parts);
        List<long[]> dealtFailed = draw.dealt(failed, parts);
        List<long[]> dealtAges = draw.dealt(ages, parts);

        Distribution forwards = Distribution.empty();
        Distribution backwards = Distribution.empty();
        for (int i = 0; i < parts; i++) {
            Distribution part = new Distribution(
                    Draw.samples(dealtSucceeded.get(i)),
                    Draw.samples(dealtFailed.get(i)),
                    i,
                    Draw.samples(dealtAges.get(i)),
                    true);
            forwards = forwards.plus(part);
            backwards = part.plus(backwards);
        }

        Distribution whole = new Distribution(
                Draw.samples(succeeded),
                Draw.samples(failed),
                IntStream.range(0, parts).sum(),
                Draw.samples(ages),
                true);
        assertThat(forwards).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(backwards).isEqualTo(whole);
        for (double p : PERCENTILES) {
            assertThat(forwards.percentile(p)).isEqualTo(whole.percentile(p));
            assertThat(forwards.percentileOfAll(p)).isEqualTo(whole.percentileOfAll(p));
        }
    }

    @ParameterizedTest(name = "10,000 distributions from seed {0}")
    @CsvSource({"7", "8"})
    void percentiles_never_decrease(long seed) {
        Draw draw = new Draw(seed);
        for (int i = 0; i < 10_000; i++) {
            Distribution distribution = draw.distribution();
            Duration last = Duration.ZERO;
            Duration lastOfAll = Duration.ZERO;
            for (double p : PERCENTILES) {
                Duration value = orInfinite(distribution.percentile(p).value());
                Duration ofAll = orInfinite(distribution.percentileOfAll(p).value());
                if (value.compareTo(last) < 0 || ofAll.compareTo(lastOfAll) < 0) {
                    throw new AssertionError("p" + p + " decreases in " + distribution);
                }
                last = value;
                lastOfAll = ofAll;
            }
        }
    }

    @ParameterizedTest(name = "10,000 distributions from seed {0}")
    @CsvSource({"9"})
    void a_value_lies_within_its_interval_and_an_infinite_one_has_no_end(long seed) {
        Draw draw = new Draw(seed);
        for (int i = 0; i < 10_000; i++) {
            Distribution distribution = draw.distribution();
            Quantile quantile = distribution.percentileOfAll(draw.percentile());
            quantile.interval().ifPresent(interval -> {
                assertThat(interval.low()).isLessThanOrEqualTo(orInfinite(quantile.value()));
                assertThat(orInfinite(interval.high())).isGreaterThanOrEqualTo(orInfinite(quantile.value()));
            });
            assertThat(quantile.unbounded() && quantile.value().isPresent()).isFalse();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_percentile_is_the_nearest_rank(long seed) {
        Draw draw = new Draw(seed);
        long[] times = draw.times(1 + draw.below(300));
        Distribution distribution = Distribution.of(Draw.samples(times));

        for (int i = 0; i < 20; i++) {
            double p = draw.percentile();

            assertThat(distribution.percentile(p).value()).contains(Duration.ofNanos(nearestRank(times, p)));
        }
    }

    /** By the definition, sample by sample: the smallest with at least p percent of the samples at or below it. */
    private static long nearestRank(long[] times, double p) {
        BigDecimal wanted = BigDecimal.valueOf(p).multiply(BigDecimal.valueOf(times.length));
        return Arrays.stream(times)
                .sorted()
                .filter(time -> BigDecimal.valueOf(100
                                        * Arrays.stream(times)
                                                .filter(other -> other <= time)
                                                .count())
                                .compareTo(wanted)
                        >= 0)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "p{0} of {1} log-normal samples, seed {2}")
    @CsvSource({
        "50, 30, 11", "50, 500, 12", "50, 2500, 13",
        "90, 64, 14", "90, 500, 15", "90, 2500, 16",
        "95, 130, 17", "95, 500, 18", "95, 2500, 19",
        "99, 662, 20", "99, 2000, 21", "99, 2500, 22"
    })
    void intervals_hold_the_truth_as_often_as_they_say(double p, int n, long seed) {
        Draw draw = new Draw(seed);
        // The truth: 200 ms x exp(0.8 z) at the quantile z of the standard normal distribution.
        double z = p == 50 ? 0 : p == 90 ? 1.2815515655446004 : p == 95 ? 1.6448536269514722 : 2.3263478740408408;
        Duration truth = Duration.ofNanos(Math.round(200e6 * Math.exp(0.8 * z)));

        int runs = 1000;
        long covered = IntStream.range(0, runs)
                .mapToObj(i -> Distribution.of(Draw.samples(draw.logNormal(n)))
                        .percentile(p)
                        .interval()
                        .orElseThrow())
                .filter(interval -> interval.low().compareTo(truth) <= 0
                        && orInfinite(interval.high()).compareTo(truth) >= 0)
                .count();

        assertThat((double) covered / runs).isGreaterThanOrEqualTo(0.93);
    }

    private static Duration orInfinite(Optional<Duration> time) {
        return time.orElse(Duration.ofSeconds(Long.MAX_VALUE));
    }
}
