package dev.llmbench.api;

import static dev.llmbench.api.Draw.milliseconds;
import static dev.llmbench.api.Draw.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    private static Distribution cutOff(int finished, Duration... ages) {
        return new Distribution(milliseconds(finished), Samples.none(), 0, Samples.ofExact(ages), true);
    }

    @Nested
    class APercentile {
        @ParameterizedTest
        @CsvSource({"0, 1", "1, 1", "50, 50", "90, 90", "99, 99", "99.1, 100", "99.9, 100", "100, 100"})
        void is_the_smallest_sample_with_so_many_percent_at_or_below_it(double p, long expected) {
            assertThat(Distribution.of(milliseconds(100)).percentile(p).value()).contains(ms(expected));
        }

        @Test
        void of_fifty_is_the_median() {
            Distribution distribution = Distribution.of(milliseconds(7));

            assertThat(distribution.median()).isEqualTo(distribution.percentile(50));
            assertThat(distribution.median().value()).contains(ms(4));
        }

        @ParameterizedTest
        @ValueSource(doubles = {-0.1, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
        void lies_between_0_and_100(double p) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Distribution.empty().percentile(p))
                    .withMessage("a percentile must be between 0 and 100, but was " + p);
        }

        @Test
        void turns_into_a_rate_counted_from_the_slow_side() {
            Distribution perToken = Distribution.of(milliseconds(100));

            assertThat(perToken.rateAtLeastForPercent(50)).contains(20.0);
            assertThat(Distribution.of(Samples.ofExact(Duration.ZERO)).rateAtLeastForPercent(50))
                    .isEmpty();
            assertThat(Distribution.empty().rateAtLeastForPercent(50)).isEmpty();
        }
    }

    @Nested
    class Empty {
        @Test
        void has_no_value_no_interval_and_too_few_samples() {
            Quantile none = Distribution.empty().percentile(99);

            assertThat(none).isEqualTo(new Quantile(99, Optional.empty(), false, false, Optional.empty(), 0, true));
            assertThat(Distribution.empty().percentileOfAll(99)).isEqualTo(none);
            assertThat(Distribution.empty().mean()).isEmpty();
            assertThat(Distribution.empty().count()).isZero();
        }
    }

    @Nested
    class OverAll {
        private final Distribution distribution =
                new Distribution(milliseconds(90), Samples.ofExact(ms(1000)), 9, Samples.none(), true);

        @Test
        void counts_what_failed_after_its_first_token_with_its_value() {
            assertThat(distribution.percentileOfAll(91).value()).contains(ms(1000));
        }

        @Test
        void counts_what_never_came_as_infinite() {
            Quantile beyond = distribution.percentileOfAll(92);

            assertThat(beyond.value()).isEmpty();
            assertThat(beyond.unbounded()).isTrue();
            assertThat(beyond.atLeast()).isFalse();
            assertThat(beyond.samples()).isEqualTo(100);
        }

        @Test
        void leaves_the_interval_open_where_its_end_is_infinite() {
            DurationInterval interval =
                    distribution.percentileOfAll(89).interval().orElseThrow();

            assertThat(interval.low()).isLessThan(ms(89));
            assertThat(interval.high()).isEmpty();
        }

        @Test
        void does_not_change_what_the_succeeded_say() {
            assertThat(distribution.percentile(100).value()).contains(ms(90));
            assertThat(distribution.percentile(100).samples()).isEqualTo(90);
            assertThat(distribution.mean()).contains(Duration.ofNanos(45_500_000));
            assertThat(distribution.counts()).hasSize(90);
        }

        @Test
        void of_nothing_but_failures_is_infinite() {
            Quantile median =
                    new Distribution(Samples.none(), Samples.none(), 3, Samples.none(), true).percentileOfAll(50);

            assertThat(median.unbounded()).isTrue();
            assertThat(median.interval()).isEmpty();
        }
    }

    @Nested
    class WithRequestsCutOff {
        @Test
        void takes_them_at_their_age_and_as_infinite_in_the_interval() {
            Quantile p95 = cutOff(199, ms(150)).percentile(95);

            assertThat(p95.samples()).isEqualTo(200);
            assertThat(p95.value()).contains(ms(189)); // the 190th of 200, one of which is an age of 150 ms
            assertThat(p95.interval().orElseThrow().high())
                    .hasValueSatisfying(high -> assertThat(high).isGreaterThan(ms(190)));
            assertThat(p95.atLeast()).isFalse();
        }

        @Test
        void has_an_open_interval_where_they_may_be_the_slowest() {
            Quantile p99 = cutOff(995, ms(10), ms(10), ms(10), ms(10), ms(10)).percentile(99);

            assertThat(p99.value()).contains(ms(985));
            assertThat(p99.interval().orElseThrow().high()).isEmpty();
        }

        @Test
        void has_an_interval_also_where_all_others_are_equal() {
            // as a histogram tells them: 300 ms came out as 300.02 ms, only the ends are exact
            Samples equal = Samples.of(
                    new TreeMap<>(Map.of(300_020_000L, 199L)),
                    199 * ms(300).toNanos(),
                    ms(300).toNanos(),
                    ms(300).toNanos());
            Distribution distribution = new Distribution(equal, Samples.none(), 0, Samples.ofExact(ms(500)), true);

            DurationInterval interval = distribution.median().interval().orElseThrow();

            assertThat(interval.low()).isEqualTo(ms(300).plusNanos(20_000));
            assertThat(interval.high()).contains(interval.low());
        }

        @Test
        void is_only_a_lower_bound_above_one_percent() {
            assertThat(cutOff(99, ms(1)).percentile(50).atLeast()).isFalse();
            assertThat(cutOff(98, ms(1)).percentile(50).atLeast()).isTrue();
        }

        @Test
        void is_only_a_lower_bound_where_the_percentile_itself_may_be_one_of_them() {
            Distribution oneInAThousand = cutOff(999, ms(10));

            assertThat(oneInAThousand.percentile(99.9).atLeast()).isFalse();
            assertThat(oneInAThousand.percentile(100).atLeast()).isTrue();
            assertThat(oneInAThousand.percentile(100).value()).contains(ms(999));
        }
    }

    @Nested
    class TooFew {
        @ParameterizedTest
        @CsvSource({"50, 10", "90, 64", "95, 130", "99, 662", "99.9, 6636"})
        void begins_right_below_the_need_of_the_percentile(double p, int needed) {
            Quantile enough = Distribution.of(milliseconds(needed)).percentile(p);
            Quantile oneLess = Distribution.of(milliseconds(needed - 1)).percentile(p);

            assertThat(enough.tooFew()).isFalse();
            assertThat(oneLess.tooFew()).isTrue();
            assertThat(enough.neededSamples()).isEqualTo(needed);
        }
    }

    @Nested
    class Clustered {
        @Test
        void has_no_interval_since_its_samples_depend_on_each_other() {
            Distribution gaps = Distribution.clustered(milliseconds(1000));

            assertThat(gaps.percentile(50).value()).contains(ms(500));
            assertThat(gaps.percentile(50).interval()).isEmpty();
        }

        @Test
        void stays_so_when_merged_with_independent_samples() {
            Distribution both = Distribution.of(milliseconds(1000)).plus(Distribution.clustered(milliseconds(1)));

            assertThat(both.independent()).isFalse();
            assertThat(both.median().interval()).isEmpty();
        }
    }

    @Test
    void refuses_a_negative_number_of_infinite_samples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Distribution(Samples.none(), Samples.none(), -1, Samples.none(), true))
                .withMessage("infinite must not be negative, but was -1");
    }
}
