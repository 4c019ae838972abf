package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BenchmarkResultTest {
    private static LevelResult level(LoadLevel load, Verdict... findings) {
        Rate none = Rate.of(0);
        Distribution empty = Distribution.empty();
        return new LevelResult(
                load,
                Optional.empty(),
                new LevelWindow(
                        Instant.EPOCH,
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        Duration.ZERO,
                        Ending.COMPLETED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new PhaseCounts(
                        RequestCounts.none(),
                        new RequestCounts(4, 2, Map.of(FailureKind.EMPTY, 1L), 0, 0, 1, 0),
                        RequestCounts.none()),
                new TokenCounts(
                        0,
                        0,
                        Optional.empty(),
                        0,
                        0,
                        new TokenBasis(0, 0, 0),
                        TokenCounts.Lengths.unknown(),
                        Optional.empty()),
                new Throughput(
                        none,
                        none,
                        none,
                        none,
                        none,
                        Optional.empty(),
                        new Throughput.Steadiness(0, Optional.empty(), Optional.empty(), false)),
                new Latencies(
                        new Latencies.FirstToken(samples(1), samples(2), samples(3)),
                        new Latencies.PerToken(samples(4), empty, empty, empty, List.of(), List.of()),
                        new Latencies.EndToEnd(samples(5), samples(6), empty),
                        new Latencies.ClientSide(empty, empty, empty)),
                new LevelVerdict(
                        new Validity(
                                List.of(findings).stream()
                                        .map(verdict ->
                                                new Validity.Finding(ValidityCheck.PAUSES, Optional.of(1.0), verdict))
                                        .toList(),
                                List.of()),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                Map.of());
    }

    private static Distribution samples(int milliseconds) {
        return Distribution.of(Samples.ofExact(Duration.ofMillis(milliseconds)));
    }

    private static BenchmarkResult result(List<LevelResult> levels, Map<String, String> extra) {
        return new BenchmarkResult(
                new RunInfo("id", "0", Instant.EPOCH, Duration.ZERO, Ending.COMPLETED, Optional.empty(), false),
                new Job(
                        BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1)),
                        Target.openAi("http://localhost").model("m")),
                ServerFacts.unknown(),
                new Environment(2, "os", "jvm", "gc", 1, "nio", Map.of()),
                Optional.empty(),
                levels,
                Optional.empty(),
                extra);
    }

    private static BenchmarkResult result(LoadLevel... loads) {
        return result(List.of(loads).stream().map(BenchmarkResultTest::level).toList(), Map.of());
    }

    private static LoadLevel users(int number) {
        return new LoadLevel.Users(number);
    }

    private static LoadLevel rate(double perSecond, Arrival arrival) {
        return new LoadLevel.Rate(perSecond, arrival, OptionalInt.empty());
    }

    @Nested
    class ALevel {
        @Test
        void is_found_by_its_load() {
            BenchmarkResult sweep = result(users(1), users(64));

            assertThat(sweep.atConcurrency(64).load()).isEqualTo(users(64));
            assertThat(sweep.at(users(1)).load()).isEqualTo(users(1));
            assertThat(result(rate(0.5, Arrival.POISSON)).atRate(0.5).load()).isEqualTo(rate(0.5, Arrival.POISSON));
        }

        @Test
        void that_is_missing_is_answered_with_those_that_are_there() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> result(users(1), users(64)).atConcurrency(8))
                    .withMessage("there is no level of 8 users in this result; it has 1 user, 64 users");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> result(users(1)).atRate(2.5))
                    .withMessage("there is no level of 2.5 requests/s in this result; it has 1 user");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> result().atConcurrency(8))
                    .withMessage("there is no level of 8 users in this result; it has none");
        }

        @Test
        void that_a_rate_does_not_tell_apart_is_not_guessed() {
            BenchmarkResult both = result(rate(2, Arrival.POISSON), rate(2, Arrival.CONSTANT));

            assertThat(both.at(rate(2, Arrival.CONSTANT)).load()).isEqualTo(rate(2, Arrival.CONSTANT));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> both.atRate(2))
                    .withMessage("there is more than one level of 2.0 requests/s in this result; it has 2 requests/s"
                            + " poisson, 2 requests/s constant");
        }

        @Test
        void tells_the_rates_of_its_measured_requests() {
            assertThat(level(users(1)).successRate()).isEqualTo(2.0 / 3);
            assertThat(level(users(1)).servedShare()).isEqualTo(0.5);
        }

        @ParameterizedTest
        @EnumSource(LatencyMetric.class)
        void has_a_distribution_for_every_latency_that_can_be_promised(LatencyMetric metric) {
            long milliseconds = switch (metric) {
                case TIME_TO_FIRST_TOKEN -> 1;
                case TIME_TO_FIRST_TOKEN_FROM_SCHEDULE -> 2;
                case TIME_TO_FIRST_CONTENT -> 3;
                case TIME_PER_OUTPUT_TOKEN -> 4;
                case END_TO_END -> 5;
                case END_TO_END_FROM_SCHEDULE -> 6;
            };

            assertThat(level(users(1)).latency().of(metric).median().value()).contains(Duration.ofMillis(milliseconds));
            assertThat(LatencyMetric.byId(metric.id())).isEqualTo(metric);
        }
    }

    @Nested
    class ItsValidity {
        @Test
        void is_the_worst_of_its_levels() {
            LevelResult good = level(users(1), Verdict.VALID);
            LevelResult doubtful = level(users(2), Verdict.VALID, Verdict.SUSPECT);

            assertThat(result(List.of(good), Map.of()).validity()).isEqualTo(Verdict.VALID);
            assertThat(result(List.of(good, doubtful), Map.of()).validity()).isEqualTo(Verdict.SUSPECT);
            assertThat(doubtful.validity()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void is_invalid_without_a_level() {
            assertThat(result().validity()).isEqualTo(Verdict.INVALID);
        }
    }

    @Test
    void does_not_follow_what_it_was_made_of() {
        List<LevelResult> levels = new ArrayList<>(List.of(level(users(1))));
        Map<String, String> extra = new HashMap<>(Map.of("a", "1"));
        BenchmarkResult result = result(levels, extra);

        levels.clear();
        extra.put("b", "2");

        assertThat(result.levels()).hasSize(1);
        assertThat(result.extra()).containsExactly(Map.entry("a", "1"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> result.extra().put("c", "3"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> result.levels().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> result.environment().details().put("c", "3"));
    }
}
