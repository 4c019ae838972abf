package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterBootstrapTest {
    private static final int GROUPS = 32;
    private static final double SLOW = 0.4; // share of requests whose gaps are twice as long
    private static final double FAST_MEAN = 10e6;

    @Test
    void tells_five_percentiles_of_all_samples_with_an_interval_around_each() {
        List<Samples> groups = groups(1, 200);

        List<Quantile> quantiles = ClusterBootstrap.quantiles(groups, new Random(1));

        Distribution all = Distribution.clustered(groups.stream().reduce(Samples.none(), Samples::plus));
        assertThat(quantiles).extracting(Quantile::percentile).containsExactly(50.0, 90.0, 95.0, 99.0, 99.9);
        assertThat(quantiles).allSatisfy(quantile -> {
            assertThat(quantile.value())
                    .isEqualTo(all.percentile(quantile.percentile()).value());
            assertThat(quantile.samples()).isEqualTo(all.count());
            assertThat(quantile.interval().orElseThrow().low())
                    .isLessThanOrEqualTo(quantile.value().orElseThrow());
            assertThat(quantile.interval().orElseThrow().high().orElseThrow())
                    .isGreaterThanOrEqualTo(quantile.value().orElseThrow());
        });
    }

    @Test
    void the_same_seed_gives_the_same_intervals() {
        List<Samples> groups = groups(1, 200);

        assertThat(ClusterBootstrap.quantiles(groups, new Random(7)))
                .isEqualTo(ClusterBootstrap.quantiles(groups, new Random(7)));
    }

    @Test
    void groups_that_are_all_alike_leave_no_doubt() {
        List<Samples> groups = IntStream.range(0, GROUPS)
                .mapToObj(i -> Samples.ofExact(Duration.ofMillis(10), Duration.ofMillis(20)))
                .toList();

        Quantile median = ClusterBootstrap.quantiles(groups, new Random(1)).get(0);

        assertThat(median.interval().orElseThrow().low()).isEqualTo(Duration.ofMillis(10));
        assertThat(median.interval().orElseThrow().high()).contains(Duration.ofMillis(10));
    }

    @Test
    void few_groups_have_no_interval_and_are_flagged() {
        List<Samples> groups = groups(1, 200).subList(0, 7);

        assertThat(ClusterBootstrap.quantiles(groups, new Random(1))).allSatisfy(quantile -> {
            assertThat(quantile.value()).isPresent();
            assertThat(quantile.interval()).isEmpty();
            assertThat(quantile.tooFew()).isTrue();
        });
    }

    @Test
    void without_samples_there_is_no_value() {
        assertThat(ClusterBootstrap.quantiles(List.of(Samples.none()), new Random(1)))
                .allSatisfy(quantile -> assertThat(quantile.value()).isEmpty());
    }

    @Test
    void the_interval_is_wider_than_if_every_gap_were_a_request_of_its_own() {
        List<Samples> groups = groups(1, 200);
        Samples all = groups.stream().reduce(Samples.none(), Samples::plus);

        Quantile clustered = ClusterBootstrap.quantiles(groups, new Random(1)).get(0);
        Quantile naive = Distribution.of(all).percentile(50);

        assertThat(width(clustered)).isGreaterThan(2 * width(naive));
    }

    /**
     * The truth is known: gaps are exponential with a mean of 10 ms in 60 % of the requests and 20 ms in the others, 200
     * requests of 100 gaps.
     */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Coverage {
        private static final int RUNS = 300;

        private final List<List<Quantile>> runs = IntStream.range(0, RUNS)
                .mapToObj(seed -> ClusterBootstrap.quantiles(groups(seed, 200), new Random(seed)))
                .toList();

        @ParameterizedTest(name = "p{1}, seeds 0 to 299")
        @CsvSource({"0, 50", "1, 90", "2, 95", "3, 99", "4, 99.9"})
        void at_least_ninety_percent_of_the_intervals_hold_the_true_percentile(int index, double percentile) {
            Duration truth = Duration.ofNanos(truth(percentile));

            long covered = runs.stream()
                    .map(quantiles -> quantiles.get(index).interval().orElseThrow())
                    .filter(interval -> interval.low().compareTo(truth) <= 0
                            && truth.compareTo(interval.high().orElseThrow()) <= 0)
                    .count();

            assertThat((double) covered / RUNS).isGreaterThanOrEqualTo(0.90);
        }
    }

    private static long width(Quantile quantile) {
        var interval = quantile.interval().orElseThrow();
        return interval.high().orElseThrow().minus(interval.low()).toNanos();
    }

    /** The value that the share {@code percentile} of the mixture lies below. */
    private static long truth(double percentile) {
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 100; i++) {
            double middle = (low + high) / 2;
            double above = (1 - SLOW) * Math.exp(-middle / FAST_MEAN) + SLOW * Math.exp(-middle / (2 * FAST_MEAN));
            if (1 - above < percentile / 100) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.round(low);
    }

    private static List<Samples> groups(long seed, int requests) {
        Random random = new Random(seed);
        List<TreeMap<Long, Long>> counts = new ArrayList<>();
        IntStream.range(0, GROUPS).forEach(i -> counts.add(new TreeMap<>()));
        for (int request = 0; request < requests; request++) {
            double mean = random.nextDouble() < SLOW ? 2 * FAST_MEAN : FAST_MEAN;
            var group = counts.get(random.nextInt(GROUPS));
            for (int gap = 0; gap < 100; gap++) {
                long nanos = Math.round(-mean * Math.log(1 - random.nextDouble()) / 50_000) * 50_000;
                group.merge(nanos, 1L, Long::sum);
            }
        }
        return counts.stream().map(ClusterBootstrapTest::samples).toList();
    }

    private static Samples samples(SortedMap<Long, Long> counts) {
        if (counts.isEmpty()) {
            return Samples.none();
        }
        long total = counts.entrySet().stream()
                .mapToLong(entry -> entry.getKey() * entry.getValue())
                .sum();
        return Samples.of(counts, total, counts.firstKey(), counts.lastKey());
    }
}
