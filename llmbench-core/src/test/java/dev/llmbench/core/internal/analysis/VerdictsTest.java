package dev.llmbench.core.internal.analysis;

import static dev.llmbench.api.ValidityCheck.ABOVE_ROOFLINE;
import static dev.llmbench.api.ValidityCheck.CLOCK_JUMP;
import static dev.llmbench.api.ValidityCheck.DETAIL_DROPPED;
import static dev.llmbench.api.ValidityCheck.ESTIMATED_TOKENS;
import static dev.llmbench.api.ValidityCheck.EVENTS_PER_READ;
import static dev.llmbench.api.ValidityCheck.EVENT_LOOP_LAG;
import static dev.llmbench.api.ValidityCheck.LATE_SENDS;
import static dev.llmbench.api.ValidityCheck.OUTPUT_LENGTH;
import static dev.llmbench.api.ValidityCheck.OWN_CPU;
import static dev.llmbench.api.ValidityCheck.OWN_DELAY;
import static dev.llmbench.api.ValidityCheck.PAUSES;
import static dev.llmbench.api.ValidityCheck.PREFIX_CACHE_HITS;
import static dev.llmbench.api.ValidityCheck.PROMPT_LENGTH;
import static dev.llmbench.api.ValidityCheck.RECONNECTED;
import static dev.llmbench.api.ValidityCheck.STOLEN_CPU;
import static dev.llmbench.api.ValidityCheck.THROUGHPUT_SLOPE;
import static dev.llmbench.api.ValidityCheck.WARM_UP_BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Samples;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.internal.analysis.LevelEvidence.WarmUpEnd;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import dev.llmbench.core.internal.watch.Reading;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictsTest {
    private LoadLevel load = Levels.users(8);
    private RequestCounts measured = Levels.counts(200, 0);
    private TokenCounts tokens = Levels.tokens();
    private Throughput.Steadiness steadiness = steadiness(Optional.of(0.0), false);
    private Distribution lateSend = Distribution.empty();
    private LevelEvidence.FirstTokens firstTokens = firstTokens(200, 200);
    private List<Double> untilMetMillis = List.of();
    private GeneratorFigures generator = generator(1, 0, 0);
    private LevelEvidence.Recording recording = new LevelEvidence.Recording(WarmUpEnd.COMPLETE, 200, 0, 0);
    private boolean uniquePrompts = true;
    private ValidityLimits limits = ValidityLimits.defaults();

    @ParameterizedTest
    @EnumSource
    void every_check_is_either_made_or_listed_with_why_not(ValidityCheck check) {
        assertThat(Stream.concat(
                        judge().findings().stream().map(Validity.Finding::check),
                        judge().notChecked().stream().map(Validity.NotChecked::check)))
                .containsOnlyOnce(check);
    }

    @Test
    void a_quiet_generator_and_a_steady_server_make_a_valid_level() {
        assertThat(judge().verdict()).isEqualTo(Verdict.VALID);
        assertThat(judge().reasons()).isEmpty();
    }

    @Nested
    class OfTheGenerator {
        @ParameterizedTest(name = "own CPU {0} %: {1}")
        @CsvSource({"70, VALID", "70.1, SUSPECT", "90, SUSPECT", "90.1, INVALID"})
        void exceeding_a_limit_counts_and_reaching_it_does_not(double percent, Verdict verdict) {
            generator = generator(percent, 0, 0);

            assertThat(finding(OWN_CPU)).isEqualTo(new Validity.Finding(OWN_CPU, Optional.of(percent), verdict));
            assertThat(judge().verdict()).isEqualTo(verdict);
        }

        @Test
        void the_worse_of_stolen_and_throttled_time_counts() {
            generator = generator(1, 2, 12);

            assertThat(finding(STOLEN_CPU))
                    .isEqualTo(new Validity.Finding(STOLEN_CPU, Optional.of(12.0), Verdict.INVALID));
        }

        @Test
        void a_clock_that_jumped_makes_the_level_invalid() {
            generator = new GeneratorFigures(
                    Reading.of(1),
                    Reading.of(0),
                    Reading.of(0),
                    Reading.of(0),
                    Reading.of(1),
                    Reading.of(3_600_000),
                    List.of());

            assertThat(finding(CLOCK_JUMP).verdict()).isEqualTo(Verdict.INVALID);
        }

        @Test
        void what_it_could_not_see_is_listed_with_the_reason() {
            generator = GeneratorFigures.none("nobody watched");

            for (ValidityCheck check : new ValidityCheck[] {EVENT_LOOP_LAG, OWN_CPU, PAUSES, STOLEN_CPU, CLOCK_JUMP}) {
                assertThat(whyNot(check)).isEqualTo("nobody watched");
            }
        }
    }

    @Nested
    class OfItsOwnDelay {
        @Test
        void what_first_tokens_have_waited_is_a_share_of_what_they_took() {
            firstTokens = firstTokens(200, 194);

            assertThat(finding(OWN_DELAY))
                    .isEqualTo(new Validity.Finding(OWN_DELAY, Optional.of(3.0), Verdict.SUSPECT));
        }

        private void seen(double... millis) {
            Duration[] times = Arrays.stream(millis)
                    .mapToObj(one -> Duration.ofNanos(Math.round(one * 1e6)))
                    .toArray(Duration[]::new);
            Distribution seen = Distribution.of(Samples.ofExact(times));
            firstTokens = new LevelEvidence.FirstTokens(seen, seen);
            generator = generator(1, 0, 0);
        }

        @Test
        void where_answers_take_the_same_time_it_is_what_is_beyond_that() {
            untilMetMillis = untilMet(90, 0, 10, 20);
            seen(IntStream.range(0, 200).mapToDouble(i -> i < 180 ? 180 : 200).toArray());

            assertThat(finding(OWN_DELAY).value().orElseThrow()).isCloseTo(10, within(0.1));
        }

        @Test
        void what_the_loops_were_late_with_is_none_where_no_answer_was() {
            untilMetMillis = untilMet(90, 0, 10, 20);
            seen(IntStream.range(0, 200).mapToDouble(i -> 180).toArray());

            assertThat(finding(OWN_DELAY).value().orElseThrow()).isCloseTo(0, within(0.01));
        }

        @Test
        void being_late_at_fewer_moments_than_one_in_twenty_does_not_reach_the_percentile() {
            untilMetMillis = untilMet(97, 0, 3, 80);
            seen(IntStream.range(0, 400).mapToDouble(i -> 100 + 0.1 * i).toArray());

            assertThat(finding(OWN_DELAY).value().orElseThrow()).isLessThan(1.5);
        }

        @Test
        void half_a_millisecond_is_never_too_much() {
            untilMetMillis = untilMet(50, 0, 50, 0.5);
            seen(IntStream.range(0, 200).mapToDouble(i -> i < 100 ? 5 : 5.5).toArray());

            assertThat(finding(OWN_DELAY).value().orElseThrow()).isCloseTo(1, within(0.01));
            assertThat(finding(OWN_DELAY).verdict()).isEqualTo(Verdict.VALID);
        }

        /** In four shapes of answers and three of delays: seen is the sum of both, and what the p95 has grown by is known. */
        @ParameterizedTest(name = "answers spread {0}, late {1} of the time by up to {2} ms")
        @CsvSource({
            "0,    0.15, 4", "0.01, 0.15, 4", "0.1, 0.15, 4", "0.5, 0.15, 4",
            "0,    1,    2", "0.01, 1,    2", "0.1, 1,    2", "0.5, 1,    2",
            "0,    0.3, 12", "0.01, 0.3, 12", "0.1, 0.3, 12", "0.5, 0.3, 12"
        })
        void is_what_the_percentile_has_grown_by(double spread, double share, double longest) {
            var random = new Random(1);
            double[] times = IntStream.range(0, 20_000)
                    .mapToDouble(i -> 100 * Math.exp(spread * random.nextGaussian()))
                    .toArray();
            double[] sums = Arrays.stream(times)
                    .map(time -> time + (random.nextDouble() < share ? longest * random.nextDouble() : 0))
                    .toArray();
            untilMetMillis = IntStream.range(0, 100)
                    .mapToObj(i -> Math.max(0, longest * ((i + 0.5) / 100 - (1 - share)) / share))
                    .toList();

            seen(sums);

            double p95 = p95(sums);
            double grown = p95 - p95(times);
            double own = finding(OWN_DELAY).value().orElseThrow() / 100 * p95;
            assertThat(own).isBetween(0.75 * grown - 0.006 * p95, 1.25 * grown + 0.015 * p95);
        }

        private static double p95(double[] values) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return sorted[sorted.length * 95 / 100];
        }

        private List<Double> untilMet(int moments, double millis, int others, double otherMillis) {
            return Stream.concat(
                            Collections.nCopies(moments, millis).stream(),
                            Collections.nCopies(others, otherMillis).stream())
                    .toList();
        }

        @Test
        void nothing_is_said_of_a_few() {
            firstTokens = new LevelEvidence.FirstTokens(Levels.all(200, 19), Levels.all(100, 19));

            assertThat(whyNot(OWN_DELAY)).isEqualTo("fewer than 20 first tokens were seen");
        }

        @Test
        void nothing_is_known_of_answers_that_are_not_streamed() {
            firstTokens = new LevelEvidence.FirstTokens(Distribution.empty(), Distribution.empty());

            assertThat(whyNot(OWN_DELAY)).isEqualTo("fewer than 20 first tokens were seen");
        }
    }

    @Nested
    class OfSending {
        @Test
        void lateness_has_no_meaning_in_a_closed_loop() {
            assertThat(whyNot(LATE_SENDS)).isEqualTo("a closed loop has no schedule to be late for");
        }

        @Test
        void lateness_counts_in_an_open_loop() {
            load = Levels.rate(4);
            lateSend = Levels.all(6, 200);

            assertThat(finding(LATE_SENDS))
                    .isEqualTo(new Validity.Finding(LATE_SENDS, Optional.of(6.0), Verdict.SUSPECT));
        }

        @Test
        void a_request_that_failed_was_sent_late_all_the_same() {
            load = Levels.rate(4);
            lateSend = new Distribution(
                    Levels.all(1, 90).succeeded(),
                    Levels.all(60, 10).succeeded(),
                    1_000,
                    Distribution.empty().succeeded(),
                    true);

            assertThat(finding(LATE_SENDS).verdict()).isEqualTo(Verdict.INVALID);
        }

        @Test
        void reconnections_are_a_share_of_the_requests_sent() {
            measured = new RequestCounts(200, 100, Map.of(), 0, 0, 100, 2);

            assertThat(finding(RECONNECTED))
                    .isEqualTo(new Validity.Finding(RECONNECTED, Optional.of(2.0), Verdict.SUSPECT));
        }
    }

    @Nested
    class OfLengths {
        @Test
        void deviations_are_told_in_percent() {
            tokens = tokens(new TokenBasis(1, 0, 0), Levels.lengths(0.03, 0.2), 100);

            assertThat(finding(PROMPT_LENGTH).verdict()).isEqualTo(Verdict.SUSPECT);
            assertThat(finding(OUTPUT_LENGTH).verdict()).isEqualTo(Verdict.INVALID);
        }

        @Test
        void without_usage_nothing_can_be_checked() {
            tokens = tokens(new TokenBasis(0, 0, 1), TokenCounts.Lengths.unknown(), 0);

            assertThat(whyNot(PROMPT_LENGTH)).isEqualTo("the server reported no token counts");
            assertThat(whyNot(OUTPUT_LENGTH)).isEqualTo("the server reported no token counts");
        }

        @Test
        void with_usage_a_missing_deviation_means_that_no_length_was_asked_for() {
            tokens = tokens(new TokenBasis(1, 0, 0), TokenCounts.Lengths.unknown(), 100);

            assertThat(whyNot(OUTPUT_LENGTH)).isEqualTo("the length of answers was not forced");
        }
    }

    @Nested
    class OfTheCourse {
        @Test
        void a_warm_up_that_hit_its_bound_is_suspect() {
            recording = new LevelEvidence.Recording(WarmUpEnd.AT_BOUND, 200, 0, 0);

            assertThat(finding(WARM_UP_BOUND))
                    .isEqualTo(new Validity.Finding(WARM_UP_BOUND, Optional.empty(), Verdict.SUSPECT));
        }

        @Test
        void without_a_warm_up_there_is_nothing_to_check() {
            recording = new LevelEvidence.Recording(WarmUpEnd.NONE, 200, 0, 0);

            assertThat(whyNot(WARM_UP_BOUND)).isEqualTo("there was no warm-up");
        }

        @Test
        void a_significant_slope_is_suspect() {
            steadiness = steadiness(Optional.of(-3.0), true);

            assertThat(finding(THROUGHPUT_SLOPE).verdict()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void a_window_too_short_for_a_slope_says_so() {
            steadiness = steadiness(Optional.empty(), false);

            assertThat(whyNot(THROUGHPUT_SLOPE)).contains("10 batches");
        }
    }

    @Nested
    class OfTheRecording {
        @Test
        void more_than_two_percent_of_estimated_tokens_is_suspect() {
            tokens = tokens(new TokenBasis(0.9, 0.07, 0.03), Levels.lengths(0, 0), 100);

            assertThat(finding(ESTIMATED_TOKENS).verdict()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void prompts_of_estimated_length_make_a_level_suspect_too() {
            tokens = new TokenCounts(
                    1_000,
                    1_000,
                    Optional.empty(),
                    1_000,
                    1_000,
                    new TokenBasis(1, 0, 0),
                    Levels.lengths(0, 0),
                    Optional.of(new TokenBasis(0.97, 0, 0.03)));

            assertThat(finding(ESTIMATED_TOKENS).verdict()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void without_tokens_their_basis_can_not_be_judged() {
            tokens = tokens(new TokenBasis(0, 0, 0), Levels.lengths(0, 0), 100);

            assertThat(whyNot(ESTIMATED_TOKENS)).isEqualTo("no token arrived in the window");
        }

        @Test
        void a_single_lost_detail_is_suspect() {
            recording = new LevelEvidence.Recording(WarmUpEnd.COMPLETE, 10_000, 1, 0);

            assertThat(finding(DETAIL_DROPPED).verdict()).isEqualTo(Verdict.SUSPECT);
        }

        @Test
        void reads_with_several_events_are_a_share_of_the_reads() {
            recording = new LevelEvidence.Recording(WarmUpEnd.COMPLETE, 200, 0, 60);

            assertThat(finding(EVENTS_PER_READ))
                    .isEqualTo(new Validity.Finding(EVENTS_PER_READ, Optional.of(6.0), Verdict.SUSPECT));
        }
    }

    @Test
    void a_plan_can_change_the_limits() {
        generator = generator(80, 0, 0);
        limits = limits.with(OWN_CPU, 95, 99);

        assertThat(judge().verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void what_needs_the_server_or_its_hardware_is_never_silently_valid() {
        assertThat(whyNot(ABOVE_ROOFLINE)).isEqualTo("the hardware's memory bandwidth is not known");
        assertThat(whyNot(PREFIX_CACHE_HITS))
                .isEqualTo("the server tells no cached tokens, and no server metrics are read");
    }

    @Nested
    class OfThePrefixCache {
        @ParameterizedTest(name = "{0} of 1000 prompt tokens: {1}")
        @CsvSource({"0, VALID", "20, VALID", "21, SUSPECT", "200, SUSPECT", "201, INVALID"})
        void hits_that_the_usage_tells_speak_against_prompts_that_share_nothing(long cached, Verdict verdict) {
            tokens = cached(cached);

            assertThat(finding(PREFIX_CACHE_HITS).verdict()).isEqualTo(verdict);
        }

        @Test
        void hits_may_be_wanted_where_prompts_share_their_beginning() {
            tokens = cached(900);
            uniquePrompts = false;

            assertThat(whyNot(PREFIX_CACHE_HITS)).isEqualTo("the prompts may share their beginning");
        }

        private TokenCounts cached(long count) {
            return new TokenCounts(
                    1_000,
                    1_000,
                    Optional.of(count),
                    1_000,
                    1_000,
                    new TokenBasis(1, 0, 0),
                    Levels.lengths(0, 0),
                    Optional.empty());
        }
    }

    private Validity judge() {
        return Verdicts.of(
                new LevelEvidence(
                        load, measured, tokens, steadiness, lateSend, firstTokens, generator, uniquePrompts, recording),
                limits);
    }

    private Validity.Finding finding(ValidityCheck check) {
        return judge().findings().stream()
                .filter(finding -> finding.check() == check)
                .findFirst()
                .orElseThrow();
    }

    private String whyNot(ValidityCheck check) {
        return judge().notChecked().stream()
                .filter(unchecked -> unchecked.check() == check)
                .findFirst()
                .orElseThrow()
                .because();
    }

    private GeneratorFigures generator(double cpu, double stolen, double throttled) {
        return new GeneratorFigures(
                Reading.of(cpu),
                Reading.of(0.1),
                Reading.of(stolen),
                Reading.of(throttled),
                Reading.of(1),
                Reading.of(0.2),
                untilMetMillis);
    }

    private static LevelEvidence.FirstTokens firstTokens(long seenMillis, long withoutWaitMillis) {
        return new LevelEvidence.FirstTokens(Levels.all(seenMillis, 200), Levels.all(withoutWaitMillis, 200));
    }

    private static Throughput.Steadiness steadiness(Optional<Double> slope, boolean significant) {
        return new Throughput.Steadiness(8, Optional.empty(), slope, significant);
    }

    private static TokenCounts tokens(TokenBasis basis, TokenCounts.Lengths lengths, long reported) {
        return new TokenCounts(reported, reported, Optional.empty(), 1_000, 1_000, basis, lengths, Optional.empty());
    }
}
