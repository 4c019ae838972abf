package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatisticsTest {
    static Stream<Arguments> wheresTheSwitch() {
        return Stream.of(50.0, 75.0, 90.0, 95.0, 99.0).map(Arguments::of);
    }

    @ParameterizedTest
    @CsvSource({
        "99, 100, 99",
        "99.9, 1000, 999",
        "90, 10, 9",
        "95, 20, 19",
        "29, 100, 29",
        "57, 100, 57",
        "0, 10, 1",
        "100, 10, 10",
        "50, 1, 1",
        "33.3, 3, 1",
        "33.4, 3, 2",
        "99.9, 1000000000000, 999000000000",
        "99, 9000000000000000, 8910000000000000"
    })
    void a_rank_is_exact_however_many_samples(double p, long n, long rank) {
        assertThat(OrderStatistics.rank(p, n)).isEqualTo(rank);
    }

    @ParameterizedTest(name = "p{0}")
    @MethodSource("wheresTheSwitch")
    void ranks_hardly_move_where_the_normal_distribution_takes_over(double p) {
        long[] exact = OrderStatistics.enclosingRanks(p, 2_000);
        long[] normal = OrderStatistics.enclosingRanks(p, 2_001);

        assertThat(normal[0]).isCloseTo(exact[0], within(2L));
        assertThat(normal[1]).isCloseTo(exact[1], within(3L));
    }

    @ParameterizedTest(name = "p{0} of {1} samples")
    @CsvSource({
        "50, 6",
        "50, 7",
        "50, 100",
        "50, 1999",
        "50, 2000",
        "50, 2001",
        "50, 20000",
        "90, 64",
        "90, 2000",
        "90, 2001",
        "95, 130",
        "95, 2001",
        "95, 20000",
        "99, 662",
        "99, 2000",
        "99, 2001",
        "99, 20000",
        "99.9, 6636",
        "99.9, 20000"
    })
    void ranks_enclose_the_percentile_with_95_percent(double p, int n) {
        long[] ranks = OrderStatistics.enclosingRanks(p, n);

        // The percentile lies between the samples of ranks l and u when l <= X < u, X binomial.
        assertThat(binomialBelow(n, p / 100, ranks[1]) - binomialBelow(n, p / 100, ranks[0]))
                .isBetween(0.9499, 0.9999);
    }

    @Test
    void ranks_lie_outside_where_the_samples_do_not_reach_so_far() {
        assertThat(OrderStatistics.enclosingRanks(50, 5)).containsExactly(0, 6);
        assertThat(OrderStatistics.enclosingRanks(50, 6)).containsExactly(1, 6);
        assertThat(OrderStatistics.enclosingRanks(99, 100)[1]).isEqualTo(101);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "100, 1", "50, 10", "5, 130", "10, 64", "99.99, 66374"})
    void a_need_goes_by_the_tail_of_the_published_ones(double p, long needed) {
        assertThat(OrderStatistics.needed(p)).isEqualTo(needed);
    }

    /** P(X < k). */
    private static double binomialBelow(int n, double q, long k) {
        double logP = n * Math.log(1 - q);
        double sum = 0;
        for (int i = 0; i < k && i <= n; i++) {
            sum += Math.exp(logP);
            logP += Math.log((double) (n - i) / (i + 1)) + Math.log(q / (1 - q));
        }
        return sum;
    }
}
