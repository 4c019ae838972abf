package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Comparing.level;
import static dev.llmbench.core.internal.analysis.Comparing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Comparison;
import dev.llmbench.api.Comparison.Figure;
import dev.llmbench.api.Comparison.Judgement;
import dev.llmbench.api.Comparison.Metric;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonsTest {
    private static Figure figure(Comparison comparison, Metric metric) {
        return comparison.levels().get(0).figures().stream()
                .filter(figure -> figure.metric() == metric)
                .findFirst()
                .orElseThrow();
    }

    private static Comparison compare(LevelResult first, LevelResult second) {
        return Comparisons.of(run("a").of(first), run("b").of(second));
    }

    @Nested
    class ALoadOfBothSides {
        @Test
        void has_every_metric_in_order() {
            Comparison comparison = compare(level(8, 600, 700, 100), level(8, 660, 700, 80));

            assertThat(comparison.levels()).singleElement().satisfies(level -> {
                assertThat(level.point()).isEqualTo(Point.of(new LoadLevel.Users(8)));
                assertThat(level.figures()).extracting(Figure::metric).containsExactly(Metric.values());
            });
        }

        @Test
        void is_better_where_throughput_is_clearly_higher_and_time_clearly_shorter() {
            Comparison comparison = compare(level(8, 600, 700, 100), level(8, 660, 700, 80));

            Figure output = figure(comparison, Metric.OUTPUT_TOKENS);
            assertThat(output.judgement()).isEqualTo(Judgement.BETTER);
            assertThat(output.ratio().orElseThrow().value()).isCloseTo(1.1, within(1e-9));
            Interval around = output.ratio().orElseThrow().interval().orElseThrow();
            assertThat(around.low()).isCloseTo(660 * 0.98 / (600 * 1.02), within(1e-9));
            assertThat(around.high()).isCloseTo(660 * 1.02 / (600 * 0.98), within(1e-9));
            assertThat(around.confidence()).isCloseTo(0.9, within(1e-9));
            assertThat(figure(comparison, Metric.TTFT_P50).judgement()).isEqualTo(Judgement.BETTER);
            assertThat(figure(comparison, Metric.TTFT_P99).judgement()).isEqualTo(Judgement.BETTER);
            assertThat(figure(comparison, Metric.E2E_P50).judgement()).isEqualTo(Judgement.BETTER);
        }

        @Test
        void is_worse_the_other_way_round() {
            Comparison comparison = compare(level(8, 660, 700, 80), level(8, 600, 700, 100));

            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).judgement()).isEqualTo(Judgement.WORSE);
            assertThat(figure(comparison, Metric.TTFT_P50).judgement()).isEqualTo(Judgement.WORSE);
        }

        @Test
        void shows_no_clear_difference_where_intervals_overlap() {
            Comparison comparison = compare(level(8, 600, 700, 100), level(8, 610, 700, 100));

            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).judgement()).isEqualTo(Judgement.NO_CLEAR_DIFFERENCE);
            assertThat(figure(comparison, Metric.TTFT_P50).judgement()).isEqualTo(Judgement.NO_CLEAR_DIFFERENCE);
            assertThat(figure(comparison, Metric.SUCCESS_RATE).judgement()).isEqualTo(Judgement.NO_CLEAR_DIFFERENCE);
        }

        @Test
        void is_not_judged_by_a_percentile_of_too_few_samples() {
            Comparison comparison = compare(level(8, 600, 100, 100), level(8, 600, 700, 10));

            assertThat(figure(comparison, Metric.TTFT_P99).judgement()).isEqualTo(Judgement.TOO_FEW_SAMPLES);
            assertThat(figure(comparison, Metric.TTFT_P50).judgement()).isEqualTo(Judgement.BETTER);
        }

        @Test
        void has_metrics_that_were_not_measured() {
            Comparison comparison = compare(level(8, 600, 700, 100), level(8, 600, 700, 100));

            assertThat(figure(comparison, Metric.COST).judgement()).isEqualTo(Judgement.NOT_MEASURED);
            assertThat(figure(comparison, Metric.ITL_P50).judgement()).isEqualTo(Judgement.NOT_MEASURED);
        }
    }

    @Nested
    class WhatIsNeverJudged {
        @Test
        void is_a_simulated_server_against_a_measured_one() {
            Comparing simulator = run("b");
            simulator.simulated = true;

            Comparison comparison =
                    Comparisons.of(run("a").of(level(8, 600, 700, 100)), simulator.of(level(8, 6_000, 700, 10)));

            assertThat(comparison.levels().get(0).figures())
                    .extracting(Figure::judgement)
                    .doesNotContain(Judgement.BETTER, Judgement.WORSE, Judgement.NO_CLEAR_DIFFERENCE);
            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).judgement()).isEqualTo(Judgement.NOT_JUDGED);
            assertThat(comparison.cautions()).first().asString().contains("SIMULATED against measured");
        }

        @Test
        void is_an_invalid_level_which_is_shown() {
            Comparison comparison = compare(level(8, 600, 700, 100, Verdict.INVALID), level(8, 900, 700, 100));

            assertThat(comparison.levels().get(0).first()).isEqualTo(Verdict.INVALID);
            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).first().value()).contains(600.0);
            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).judgement()).isEqualTo(Judgement.NOT_JUDGED);
            assertThat(comparison.cautions()).anyMatch(words -> words.contains("INVALID at 8 users"));
        }

        @Test
        void is_another_amount_of_work() {
            Comparing longer = run("b");
            longer.workload = Workload.synthetic().inputTokens(1000).outputTokens(400);
            notJudged(longer);

            Comparing free = run("b");
            free.requests = RequestSettings.defaults().withOutputLength(RequestSettings.OutputLength.AT_MOST);
            notJudged(free);

            Comparing file = run("b");
            file.workload = Workload.prompts("x.txt").outputTokens(200);
            notJudged(file);
        }

        private void notJudged(Comparing other) {
            Comparison comparison =
                    Comparisons.of(run("a").of(level(8, 600, 700, 100)), other.of(level(8, 900, 700, 50)));

            assertThat(comparison.levels().get(0).figures())
                    .extracting(Figure::judgement)
                    .containsOnly(Judgement.NOT_JUDGED, Judgement.NOT_MEASURED);
            assertThat(comparison.cautions()).anyMatch(words -> words.contains("nothing is called better or worse"));
        }

        @Test
        void is_a_race_for_another_number() {
            LevelResult first = racing(1_000_000, 400);

            assertThat(figure(compare(first, racing(2_000_000, 700)), Metric.TIME_TO_TARGET)
                            .judgement())
                    .isEqualTo(Judgement.NOT_JUDGED);
            assertThat(figure(compare(first, racing(2_000_000, 700)), Metric.TIME_TO_TARGET)
                            .ratio())
                    .isEmpty();
        }

        @Test
        void is_one_race_against_another_whose_ratio_is_told() {
            Figure figure = figure(compare(racing(1_000_000, 400), racing(1_000_000, 300)), Metric.TIME_TO_TARGET);

            assertThat(figure.first().value()).contains(400.0);
            assertThat(figure.ratio().orElseThrow().value()).isCloseTo(0.75, within(1e-9));
            assertThat(figure.judgement()).isEqualTo(Judgement.TOO_FEW_SAMPLES);
        }

        private LevelResult racing(long target, long seconds) {
            return Levels.racing(
                    level(8, 600, 700, 100),
                    new TimeToTarget(target, Optional.of(Duration.ofSeconds(seconds)), 0, true));
        }

        @Test
        void is_a_load_that_only_one_side_has() {
            BenchmarkResult first = run("a").of(level(1, 100, 700, 100), level(8, 600, 700, 100));
            BenchmarkResult second = run("b").of(level(8, 600, 700, 100), level(64, 900, 700, 100));

            Comparison comparison = Comparisons.of(first, second);

            assertThat(comparison.levels()).hasSize(1);
            assertThat(comparison.onlyFirst()).containsExactly(Point.of(new LoadLevel.Users(1)));
            assertThat(comparison.onlySecond()).containsExactly(Point.of(new LoadLevel.Users(64)));
        }
    }

    @Nested
    class CautionIsTold {
        private void cautioned(Consumer<Comparing> change, String... words) {
            Comparing other = run("b");
            change.accept(other);

            List<String> cautions = Comparisons.of(
                            run("a").of(level(8, 600, 700, 100)), other.of(level(8, 600, 700, 100)))
                    .cautions();

            assertThat(cautions)
                    .as(cautions.toString())
                    .anySatisfy(caution -> assertThat(caution).contains(words));
        }

        @Test
        void of_one_run_a_side_and_of_nothing_else_where_all_is_alike() {
            Comparison comparison = compare(level(8, 600, 700, 100), level(8, 600, 700, 100));

            assertThat(comparison.cautions())
                    .filteredOn(caution -> !caution.contains("unknown"))
                    .singleElement()
                    .asString()
                    .contains("one run a side", "repeat both");
        }

        @Test
        void of_another_model_engine_hardware_and_protocol() {
            cautioned(other -> other.model = "n", "other model: m against n");
            cautioned(
                    other -> other.facts = other.facts.withEngine("vllm 0.28.0"),
                    "other engine: vllm 0.27.1 against vllm 0.28.0");
            cautioned(other -> other.facts = other.facts.withHardware("8x H100"), "other hardware", "8x H100");
            cautioned(other -> other.facts = ServerFacts.unknown(), "other hardware: 1x H100 against unknown");
            cautioned(other -> other.protocol = Target.OPENAI_COMPLETIONS, "other protocol", "openai-completions");
        }

        @Test
        void of_tokens_of_another_tokenizer() {
            cautioned(other -> other.model = "n", "tokens of different tokenizers are different amounts of text");
        }

        @Test
        void of_a_saturation_that_found_another_number_of_users() {
            LevelResult many = Levels.finishing(level(8, 600, 700, 100), 700, Map.of("saturation.users", "512"));
            LevelResult few = Levels.finishing(level(8, 600, 700, 100), 700, Map.of("saturation.users", "300"));

            assertThat(compare(many, few).cautions())
                    .anyMatch(words -> words.contains("the saturation had 512 users against 300"));
            assertThat(compare(many, many).cautions()).noneMatch(words -> words.contains("saturation"));
        }

        @Test
        void of_another_workload_but_not_of_another_seed() {
            cautioned(
                    other -> other.workload =
                            Workload.synthetic().inputTokens(1000).outputTokens(400),
                    "other workload",
                    "200",
                    "400");
            cautioned(
                    other -> other.workload = ((Workload.Synthetic) other.workload).sharedPrefix(),
                    "other workload, though of the same lengths");

            Comparing seeded = run("b");
            seeded.workload = seeded.workload.seed(7);
            assertThat(Comparisons.of(run("a").of(), seeded.of()).cautions())
                    .noneMatch(caution -> caution.contains("workload"));
        }

        @Test
        void of_the_same_prompts_and_of_the_same_run() {
            Comparing first = run("a");
            Comparing second = run("b");
            first.extra = Map.of("seed", "42");
            second.extra = Map.of("seed", "42");

            assertThat(Comparisons.of(first.of(), second.of()).cautions())
                    .anyMatch(caution -> caution.contains("seed 42") && caution.contains("prefix cache"));
            assertThat(Comparisons.of(first.of(), first.of()).cautions())
                    .anyMatch(caution -> caution.contains("the same run"));
        }

        @Test
        void of_a_run_that_did_not_end_as_planned() {
            cautioned(other -> other.ending = Ending.CANCELLED, "second side's run did not end as planned");
        }

        @Test
        void of_two_simulators() {
            Comparing first = run("a");
            Comparing second = run("b");
            first.simulated = true;
            second.simulated = true;

            Comparison comparison =
                    Comparisons.of(first.of(level(8, 600, 700, 100)), second.of(level(8, 900, 700, 100)));

            assertThat(comparison.cautions()).first().asString().contains("both sides are SIMULATED");
            assertThat(figure(comparison, Metric.OUTPUT_TOKENS).judgement()).isEqualTo(Judgement.BETTER);
        }
    }

    /** Laws over drawn values; the seed is in the test's name. */
    @Nested
    class Laws {
        private Value draw(Random random) {
            double value = 1 + random.nextInt(50);
            double width = random.nextInt(20) / 2.0;
            double high = random.nextInt(10) == 0 ? Double.POSITIVE_INFINITY : value + width;
            return new Value(
                    Optional.of(value),
                    Optional.of(new Interval(Math.max(0, value - width), high, 0.95)),
                    random.nextInt(10) == 0);
        }

        private Stream<Value[]> pairs(long seed) {
            Random random = new Random(seed);
            return Stream.generate(() -> new Value[] {draw(random), draw(random)})
                    .limit(2_000);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void sides_that_are_exchanged_exchange_better_and_worse(long seed) {
            assertThat(pairs(seed)).allSatisfy(pair -> {
                Judgement forth = Comparisons.judgement(Metric.OUTPUT_TOKENS, pair[0], pair[1]);
                Judgement back = Comparisons.judgement(Metric.OUTPUT_TOKENS, pair[1], pair[0]);

                assertThat(back)
                        .isEqualTo(
                                switch (forth) {
                                    case BETTER -> Judgement.WORSE;
                                    case WORSE -> Judgement.BETTER;
                                    default -> forth;
                                });
            });
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3})
        void a_difference_is_clear_where_the_ratio_s_interval_leaves_out_one(long seed) {
            assertThat(pairs(seed))
                    .filteredOn(pair -> !pair[0].tooFew() && !pair[1].tooFew())
                    .allSatisfy(pair -> {
                        Interval around = Comparisons.ratio(pair[0], pair[1])
                                .orElseThrow()
                                .interval()
                                .orElseThrow();
                        Judgement judgement = Comparisons.judgement(Metric.OUTPUT_TOKENS, pair[0], pair[1]);

                        assertThat(judgement == Judgement.NO_CLEAR_DIFFERENCE)
                                .isEqualTo(around.low() <= 1 && around.high() >= 1);
                    });
        }
    }
}
