package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectiveTest {
    static LongStream seeds() {
        return Draw.seeds(100);
    }

    @ParameterizedTest
    @CsvSource({
        "ttft.p99=800ms, TIME_TO_FIRST_TOKEN, 99, 800000000",
        "tpot.p50<=12.5ms, TIME_PER_OUTPUT_TOKEN, 50, 12500000",
        "e2e_from_schedule.p99.9 < 2m, END_TO_END_FROM_SCHEDULE, 99.9, 120000000000",
        "' ttfc.p95 = 1.5s ', TIME_TO_FIRST_CONTENT, 95, 1500000000",
        "e2e.p90=250us, END_TO_END, 90, 250000"
    })
    void is_read_from_text(String text, LatencyMetric metric, double percentile, long nanos) {
        assertThat(Objective.parse(text)).isEqualTo(Objective.of(metric, percentile, Duration.ofNanos(nanos)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reads_back_what_it_prints(long seed) {
        Draw draw = new Draw(seed);
        List<LatencyMetric> metrics = List.of(LatencyMetric.values());
        LatencyMetric metric = metrics.get(draw.below(metrics.size()));
        double percentile = seed % 5 == 0 ? 1e-5 * seed : Math.min(99.99, 0.01 + draw.below(10_000) / 100.0);
        Objective objective = Objective.of(metric, percentile, Duration.ofNanos(1 + draw.below(Integer.MAX_VALUE - 1)));

        assertThat(Objective.parse(objective.toString())).isEqualTo(objective);
    }

    @Test
    void prints_its_limit_in_milliseconds() {
        assertThat(Objective.parse("ttft.p99.0=1.5s")).hasToString("ttft.p99=1500ms");
        assertThat(Objective.parse("ttft.p99.9=1.5s").name()).isEqualTo("ttft.p99.9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ttft", "ttft.p99", "ttft.p99=", "ttft.p99=800", "ttft.99=1s", "ttft.p99>1s", "ttft.p-1=1s"})
    void refuses_another_form(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.parse(text))
                .withMessage(
                        "'" + text + "' is not an objective; write METRIC.pPERCENTILE=LIMIT, such as ttft.p99=800ms");
    }

    @Test
    void lists_the_latencies_when_it_does_not_know_one() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.parse("itl.p99=1s"))
                .withMessage("there is no latency 'itl'; choose one of ttft, ttft_from_schedule, ttfc, tpot, e2e,"
                        + " e2e_from_schedule");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 100, -1, Double.NaN, 100.1})
    void refuses_a_percentile_at_or_beyond_the_ends(double percentile) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.of(LatencyMetric.END_TO_END, percentile, Duration.ofSeconds(1)))
                .withMessage("the percentile of an objective must be above 0 and below 100, but was " + percentile);
    }

    @Test
    void refuses_a_limit_that_is_not_a_time_to_wait() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.parse("ttft.p99=0ms"))
                .withMessage("the limit of an objective must be longer than zero, but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.of(LatencyMetric.END_TO_END, 99, Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("the limit of an objective must be at most 365 days");
    }

    @Test
    void refuses_a_limit_too_long_to_count_in_nanoseconds_instead_of_wrapping_round() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.parse("ttft.p99=18446744074s"))
                .withMessage("the limit in 'ttft.p99=18446744074s' is longer than 365 days");
    }
}
