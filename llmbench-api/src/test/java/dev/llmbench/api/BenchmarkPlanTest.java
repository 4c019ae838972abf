package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkPlanTest {
    private final BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 4));

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Nested
    class WithoutStops {
        @Test
        void measures_sixty_seconds_after_thirty_of_warm_up() {
            assertThat(plan.window()).contains(seconds(60));
            assertThat(plan.warmUp()).isEqualTo(seconds(30));
            assertThat(plan.rampUp()).isEqualTo(seconds(10));
            assertThat(plan.requestTarget()).isEmpty();
            assertThat(plan.safetyLimit()).isEqualTo(Duration.ofHours(1));
        }

        @Test
        void follows_requests_as_long_as_they_may_take() {
            assertThat(plan.drainLimit()).isEqualTo(Duration.ofMinutes(30));
            assertThat(plan.withPhases(Phases.defaults().withDrainLimit(Duration.ZERO))
                            .drainLimit())
                    .isEqualTo(Duration.ZERO);
        }

        @Test
        void keeps_its_window_when_only_errors_can_end_it_early() {
            assertThat(plan.withStop(Stop.errorRate(0.1)).window()).contains(seconds(60));
        }
    }

    @Nested
    class WithARequestTarget {
        private final BenchmarkPlan race = plan.withStop(Stop.requests(500));

        @Test
        void has_neither_warm_up_nor_window() {
            assertThat(race.requestTarget()).contains(500L);
            assertThat(race.window()).isEmpty();
            assertThat(race.warmUp()).isEqualTo(Duration.ZERO);
            assertThat(race.rampUp()).isEqualTo(Duration.ZERO);
            assertThat(race.expectedDuration()).isEmpty();
        }

        @Test
        void has_both_where_they_are_stated() {
            BenchmarkPlan stated = race.withStop(Stop.elapsed(seconds(90)))
                    .withPhases(Phases.defaults().withWarmUp(seconds(5)));

            assertThat(stated.window()).contains(seconds(90));
            assertThat(stated.warmUp()).isEqualTo(seconds(5));
            assertThat(stated.rampUp()).isEqualTo(seconds(5));
        }
    }

    @Nested
    class WithRequestsPerUser {
        private final BenchmarkPlan batch = plan.withStop(Stop.requestsPerUser(2));

        @Test
        void has_neither_warm_up_nor_window() {
            assertThat(batch.requestsPerUser()).contains(2);
            assertThat(batch.requestTarget()).isEmpty();
            assertThat(batch.window()).isEmpty();
            assertThat(batch.warmUp()).isEqualTo(Duration.ZERO);
            assertThat(batch.expectedDuration()).isEmpty();
        }

        @Test
        void is_refused_where_a_rate_has_no_users() {
            BenchmarkPlan open = BenchmarkPlan.of(Workload.synthetic(), Load.rate(2));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> open.withStop(Stop.requestsPerUser(1)))
                    .withMessageContaining("a rate of requests has no users")
                    .withMessageContaining("a concurrency instead of a rate");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 1_000_001})
        void is_refused_out_of_bounds(int count) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stop.requestsPerUser(count))
                    .withMessageContaining("requests per user must be between 1 and 1000000, but was " + count);
        }
    }

    @Nested
    class ItsExpectedDuration {
        @Test
        void is_warm_up_and_window_of_every_level_with_rests_between() {
            BenchmarkPlan rested = plan.withPhases(Phases.defaults().withRest(seconds(7)));

            assertThat(plan.expectedDuration()).contains(seconds(2 * (30 + 60)));
            assertThat(rested.expectedDuration()).contains(seconds(2 * (30 + 60) + 7));
        }

        @Test
        void can_be_told_for_some_of_its_levels() {
            BenchmarkPlan rested = plan.withPhases(Phases.defaults().withRest(seconds(7)));

            assertThat(rested.expectedDuration(1)).contains(seconds(30 + 60));
            assertThat(rested.expectedDuration(2)).isEqualTo(rested.expectedDuration());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rested.expectedDuration(0))
                    .withMessage("the number of levels must be at least 1, but was 0");
        }

        @Test
        void keeps_a_stated_window_that_is_longer_than_the_default_safety_limit() {
            BenchmarkPlan wanted = plan.withStop(Stop.elapsed(Duration.ofHours(2)));

            assertThat(wanted.safetyLimit()).isEqualTo(Duration.ofHours(2));
            assertThat(wanted.expectedDuration()).contains(seconds(2 * (30 + 7200)));
        }

        @Test
        void does_not_overflow_for_the_longest_times() {
            Duration longest = Duration.ofDays(365);
            Phases phases =
                    Phases.defaults().withRest(longest).withWarmUp(longest).withSafetyLimit(longest);

            assertThat(plan.withPhases(phases).withStop(Stop.elapsed(longest)).expectedDuration())
                    .contains(Duration.ofDays(365 * 5));
        }
    }

    @Nested
    class Refuses {
        @Test
        void a_window_that_its_own_safety_limit_would_cut() {
            BenchmarkPlan limited = plan.withPhases(Phases.defaults().withSafetyLimit(seconds(30)));

            assertThat(limited.withStop(Stop.elapsed(seconds(30))).window()).contains(seconds(30));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> limited.withStop(Stop.elapsed(seconds(31))))
                    .withMessageContaining("window of 31 s is longer than the safety limit of 30 s");
        }

        @Test
        void two_stops_of_a_kind() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.withStop(Stop.elapsed(seconds(1))).withStop(Stop.elapsed(seconds(2))))
                    .withMessageContaining("a plan names two stops of the same kind")
                    .withMessageContaining("PT1S")
                    .withMessageContaining("PT2S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.withStop(Stop.requests(1)).withStop(Stop.requests(2)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.withStop(Stop.errorRate(0.1)).withStop(Stop.errorRate(0.2)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"../up", "a/b", "a\\b", "line\nbreak", "nul\u0000"})
        void names_that_are_no_folders(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.withName(name))
                    .withMessage("a plan's name may have up to 100 letters, digits, spaces and . _ + -, but was '"
                            + name + "'");
        }

        @Test
        void a_key_as_its_name_without_repeating_it() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> plan.withName("Bearer sk-canary123456"))
                    .withMessage("a plan's name looks like a key (it is not repeated here)");
        }

        static Stream<Named<Function<Duration, Object>>> timesThatMayBeZero() {
            return Stream.of(
                    Named.of("warmUp", Phases.defaults()::withWarmUp),
                    Named.of("rampUp", Phases.defaults()::withRampUp),
                    Named.of("drainLimit", Phases.defaults()::withDrainLimit),
                    Named.of("rest", Phases.defaults()::withRest));
        }

        @ParameterizedTest
        @MethodSource("timesThatMayBeZero")
        void negative_and_endless_phases(Function<Duration, Object> with) {
            assertThat(with.apply(Duration.ZERO)).isNotNull();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(seconds(-1)))
                    .withMessageMatching("(warmUp|rampUp|drainLimit|rest) must not be negative, but was PT-1S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(Duration.ofDays(366)))
                    .withMessageMatching("(warmUp|rampUp|drainLimit|rest) must be at most 365 days, but was PT8784H");
        }

        static Stream<Named<Function<Duration, Object>>> timesAboveZero() {
            Duration day = Duration.ofDays(1);
            return Stream.of(
                    Named.of("safetyLimit", Phases.defaults()::withSafetyLimit),
                    Named.of("the measured window", Stop::elapsed),
                    Named.of("the connect time-out", time -> new Timeouts(time, day, day, day)),
                    Named.of("the firstToken time-out", time -> new Timeouts(day, time, day, day)),
                    Named.of("the stall time-out", time -> new Timeouts(day, day, time, day)),
                    Named.of("the total time-out", time -> new Timeouts(day, day, day, time)));
        }

        @ParameterizedTest
        @MethodSource("timesAboveZero")
        void times_that_are_not_positive(Function<Duration, Object> with) {
            String named = "(safetyLimit|the measured window|the (connect|firstToken|stall|total) time-out)";
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(Duration.ZERO))
                    .withMessageMatching(named + " must be longer than zero, but was PT0S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(seconds(-3)))
                    .withMessageMatching(named + " must be longer than zero, but was PT-3S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> with.apply(Duration.ofSeconds(Long.MAX_VALUE)))
                    .withMessageMatching(named + " must be at most 365 days, but was .*");
        }

        @ParameterizedTest
        @ValueSource(longs = {0, -1})
        void a_request_target_below_one(long count) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stop.requests(count))
                    .withMessage("the number of requests must be at least 1, but was " + count);
        }

        @ParameterizedTest
        @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
        void an_error_rate_outside_0_to_1(double limit) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Stop.errorRate(limit))
                    .withMessage("the error rate must be at least 0 and below 1, but was " + limit);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Stop.ErrorRate(0.5, 0))
                    .withMessage("minRequests must be at least 1, but was 0");
        }

        @ParameterizedTest
        @ValueSource(doubles = {-0.1, 2.1, Double.NaN, Double.POSITIVE_INFINITY})
        void a_temperature_outside_0_to_2(double temperature) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestSettings.defaults().withTemperature(temperature))
                    .withMessage("temperature must be between 0 and 2, but was " + temperature);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, TokenRange.LIMIT + 1})
        void lengths_without_or_with_too_many_tokens(int tokens) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Workload.synthetic().outputTokens(tokens))
                    .withMessage("a number of tokens must be between 1 and 10000000, but was " + tokens);
        }

        @Test
        void ranges_of_tokens_that_end_before_they_begin() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Workload.synthetic().inputTokens(50, 20))
                    .withMessage("the range of tokens 50-20 ends before it begins");
        }

        @Test
        void prompt_files_without_a_path_and_prompts_without_words() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Workload.prompts(" "))
                    .withMessage("path of the prompt file must not be empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Prompt.Text(""))
                    .withMessage("text of a prompt must not be empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Prompt.Messages(List.of()))
                    .withMessage("messages of a prompt must not be empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(Prompt.TokenIds::new)
                    .withMessage("token ids of a prompt must not be empty");
        }
    }

    @Nested
    class AsData {
        @Test
        void equals_the_same_plan_built_elsewhere() {
            BenchmarkPlan other = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 4));

            assertThat(plan).isEqualTo(other).hasSameHashCodeAs(other);
            assertThat(plan.withName("a")).isNotEqualTo(other);
        }

        @Test
        void does_not_follow_the_list_of_stops_it_was_made_of() {
            List<Stop> stops = new ArrayList<>();
            BenchmarkPlan made = new BenchmarkPlan(
                    "", plan.workload(), plan.load(), plan.phases(), stops, plan.requests(), plan.criteria());

            stops.add(Stop.requests(5));

            assertThat(made.stops()).isEmpty();
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> made.stops().add(Stop.requests(5)));
        }

        @Test
        void prints_fixed_lengths_and_ranges_alike() {
            assertThat(new TokenRange(20, 50)).hasToString("20-50");
            assertThat(TokenRange.exactly(20)).hasToString("20");
            assertThat(TokenRange.exactly(20).fixed()).isTrue();
        }
    }
}
