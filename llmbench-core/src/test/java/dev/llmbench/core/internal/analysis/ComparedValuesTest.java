package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Comparison.Judgement;
import dev.llmbench.api.Comparison.Metric;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Samples;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparedValuesTest {
    private static LevelResult level(RequestCounts counts, Distribution times) {
        Rate output = new Rate(100, Optional.of(new Interval(90, 125, 0.95)));
        return Levels.result(Levels.users(8), output, counts, Levels.latencies(times, times, times), Verdict.VALID);
    }

    private static LevelResult level(RequestCounts counts) {
        return level(counts, Levels.all(100, 700));
    }

    /** This many at 100 ms, and failures without an end. */
    private static LevelResult failing(int succeeded, int failed) {
        Duration[] times = new Duration[succeeded];
        Arrays.fill(times, Duration.ofMillis(100));
        return level(
                Levels.counts(succeeded, failed),
                new Distribution(Samples.ofExact(times), Samples.none(), failed, Samples.none(), true));
    }

    @Test
    void success_rate_has_wilson_s_interval() {
        Value rate = ComparedValues.of(Metric.SUCCESS_RATE, level(Levels.counts(90, 10)));

        assertThat(rate.value()).contains(90.0);
        assertThat(rate.interval().orElseThrow().low()).isCloseTo(82.56, within(0.01));
        assertThat(rate.interval().orElseThrow().high()).isCloseTo(94.48, within(0.01));
    }

    @Test
    void success_rate_without_a_failure_is_still_not_certain() {
        Interval around = ComparedValues.of(Metric.SUCCESS_RATE, level(Levels.counts(20, 0)))
                .interval()
                .orElseThrow();

        assertThat(around.low()).isCloseTo(83.89, within(0.01));
        assertThat(around.high()).isCloseTo(100, within(1e-9));
    }

    @Test
    void success_rate_without_a_finished_request_is_absent() {
        assertThat(ComparedValues.of(Metric.SUCCESS_RATE, level(RequestCounts.none()))
                        .value())
                .isEmpty();
    }

    @Nested
    class Requests {
        private Value of(LoadLevel load, double inAMinute, Map<String, String> extra) {
            Distribution times = Levels.all(100, 700);
            LevelResult level = Levels.result(
                    load, Rate.of(100), Levels.counts(60, 0), Levels.latencies(times, times, times), Verdict.VALID);
            return ComparedValues.of(Metric.REQUESTS, Levels.finishing(level, inAMinute, extra));
        }

        private double half(Value value) {
            Interval around = value.interval().orElseThrow();
            return (around.high() - around.low()) / 2;
        }

        @Test
        void scatter_as_a_count() {
            Value requests = of(Levels.rate(1), 60, Map.of());

            assertThat(requests.value()).contains(1.0);
            assertThat(half(requests)).isCloseTo(1.96 * Math.sqrt(60) / 60, within(1e-4));
            assertThat(half(of(Levels.users(1), 60, Map.of()))).isCloseTo(half(requests), within(1e-9));
        }

        @Test
        void scatter_by_a_wave_of_all_users_at_least() {
            // 64 users who finish together: ten or eleven waves fit into the minute
            assertThat(half(of(Levels.users(64), 640, Map.of()))).isCloseTo(64 / 60.0, within(1e-9));
            assertThat(half(of(Levels.users(8), 640, Map.of()))).isCloseTo(1.96 * Math.sqrt(640) / 60, within(1e-4));
        }

        @Test
        void scatter_by_a_wave_of_the_users_that_a_saturation_found() {
            Map<String, String> found = Map.of("saturation.users", "200");

            assertThat(half(of(new LoadLevel.Saturation(OptionalInt.empty()), 4_000, found)))
                    .isCloseTo(200 / 60.0, within(1e-9));
        }

        @ParameterizedTest
        @CsvSource({"1, 9, true", "1, 10, false", "8, 79, true", "8, 80, false", "64, 639, true"})
        void are_too_few_below_ten_of_each_user(int users, double count, boolean tooFew) {
            Value requests = of(Levels.users(users), count, Map.of());

            assertThat(requests.tooFew()).isEqualTo(tooFew);
            assertThat(requests.interval().isEmpty()).isEqualTo(tooFew);
            assertThat(requests.value().orElseThrow()).isCloseTo(count / 60, within(1e-9));
        }

        @Test
        void are_too_few_below_ten_in_an_open_loop() {
            assertThat(of(Levels.rate(1), 9, Map.of()).tooFew()).isTrue();
            assertThat(of(Levels.rate(1), 10, Map.of()).tooFew()).isFalse();
        }
    }

    @Test
    void cost_has_the_interval_of_its_throughput_turned_over() {
        LevelResult base = level(Levels.counts(60, 0));
        LevelVerdict priced = new LevelVerdict(
                new Validity(List.of(), List.of()),
                List.of(),
                Optional.empty(),
                Optional.of(Cost.of(Money.usd("3.60"), 100, false)));
        LevelResult level = new LevelResult(
                base.load(),
                base.variant(),
                base.window(),
                base.counts(),
                base.tokens(),
                base.throughput(),
                base.latency(),
                priced,
                base.extra());

        Value cost = ComparedValues.of(Metric.COST, level);

        assertThat(cost.value().orElseThrow()).isCloseTo(10, within(1e-9));
        assertThat(cost.interval().orElseThrow().low()).isCloseTo(8, within(1e-9));
        assertThat(cost.interval().orElseThrow().high()).isCloseTo(10 * 100.0 / 90, within(1e-9));
    }

    @Test
    void a_percentile_among_failures_is_infinite_and_clearly_worse_than_a_finite_one() {
        Value failing = ComparedValues.of(Metric.TTFT_P99, failing(800, 200));
        Value served = ComparedValues.of(Metric.TTFT_P99, failing(1_000, 0));

        assertThat(failing.value()).contains(Double.POSITIVE_INFINITY);
        assertThat(Comparisons.judgement(Metric.TTFT_P99, failing, served)).isEqualTo(Judgement.BETTER);
        assertThat(Comparisons.judgement(Metric.TTFT_P99, served, failing)).isEqualTo(Judgement.WORSE);
        assertThat(Comparisons.judgement(Metric.TTFT_P99, failing, failing)).isEqualTo(Judgement.NO_CLEAR_DIFFERENCE);
        assertThat(Comparisons.ratio(served, failing)).isEmpty();
    }
}
