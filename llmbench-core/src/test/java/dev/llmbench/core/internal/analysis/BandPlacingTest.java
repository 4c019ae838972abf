package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Comparing.level;
import static dev.llmbench.core.internal.analysis.Comparing.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BandComparison.Level;
import dev.llmbench.api.BandComparison.Place;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.Bands;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BandPlacingTest {
    private static Level placed(double tokensPerSecond, int users) {
        return BandPlacing.of(run("a").of(level(users, tokensPerSecond, 100, 100)), Bands.named("000"))
                .levels()
                .get(0);
    }

    @Test
    void is_below_within_or_above_what_was_expected() {
        assertThat(placed(450, 64).place()).isEqualTo(Place.BELOW);
        assertThat(placed(600, 64).place()).isEqualTo(Place.WITHIN);
        assertThat(placed(750, 64).place()).isEqualTo(Place.ABOVE);
    }

    private static LevelResult answering(int users, double tokensPerSecond, double outputMean) {
        return Levels.answering(level(users, tokensPerSecond, 100, 100), Optional.of(outputMean));
    }

    @Test
    void does_not_place_answers_that_came_with_another_length() {
        Comparing longAnswers = run("a");
        longAnswers.workload = Workload.synthetic().inputTokens(128).outputTokens(4000);

        BandComparison comparison =
                BandPlacing.of(longAnswers.of(answering(1, 33, 512)), Bands.named("000-degradation"));

        assertThat(comparison.levels()).isEmpty();
        assertThat(comparison.without()).hasSize(1);
        assertThat(comparison.cautions())
                .anyMatch(words -> words.contains("4000 tokens asked for, 512 on average came"));
    }

    @Test
    void places_by_002_only_prompts_and_answers_of_a_thousand_tokens() {
        Comparing alike = run("a");
        alike.workload = Workload.synthetic().inputTokens(1000).outputTokens(1000);
        Comparing shorter = run("a");
        shorter.workload = Workload.synthetic().inputTokens(128).outputTokens(1000);

        assertThat(BandPlacing.of(alike.of(answering(64, 15_000, 1000)), Bands.named("002-h100"))
                        .levels())
                .hasSize(1);
        assertThat(BandPlacing.of(shorter.of(answering(64, 15_000, 1000)), Bands.named("002-h100"))
                        .levels())
                .isEmpty();
        assertThat(BandPlacing.of(run("a").of(answering(64, 15_000, 200)), Bands.named("002-h200"))
                        .levels())
                .isEmpty();
    }

    @Test
    void places_by_003_only_races() {
        LevelResult level = level(80, 2_600, 100, 100);
        LevelResult race =
                Levels.racing(level, new TimeToTarget(1_000_000, Optional.of(Duration.ofSeconds(385)), 0, true));

        BandComparison without = BandPlacing.of(run("a").of(level), Bands.named("003-l4"));

        assertThat(without.levels()).isEmpty();
        assertThat(without.cautions()).anyMatch(words -> words.contains("races for a number of tokens"));
        assertThat(BandPlacing.of(run("a").of(race), Bands.named("003-l4")).levels())
                .extracting(Level::place)
                .containsExactly(Place.WITHIN);
    }

    @Test
    void is_sure_only_where_the_whole_interval_lies_there() {
        assertThat(placed(600, 64).sure()).isTrue();
        assertThat(placed(505, 64).place()).isEqualTo(Place.WITHIN);
        assertThat(placed(505, 64).sure()).isFalse();
        assertThat(placed(495, 64).sure()).isFalse();
    }

    @Test
    void takes_a_single_figure_within_ten_percent() {
        assertThat(placed(30.5, 1).place()).isEqualTo(Place.WITHIN);
        assertThat(placed(29, 1).place()).isEqualTo(Place.BELOW);
        assertThat(placed(37, 1).place()).isEqualTo(Place.ABOVE);
    }

    @Test
    void judges_neither_a_simulator_nor_an_invalid_level() {
        Comparing simulator = run("a");
        simulator.simulated = true;

        BandComparison simulated = BandPlacing.of(simulator.of(level(64, 600, 100, 100)), Bands.named("000"));
        BandComparison invalid =
                BandPlacing.of(run("a").of(level(64, 600, 100, 100, Verdict.INVALID)), Bands.named("000"));

        assertThat(simulated.levels().get(0).place()).isEqualTo(Place.NOT_JUDGED);
        assertThat(simulated.cautions()).first().asString().contains("SIMULATED");
        assertThat(invalid.levels().get(0).place()).isEqualTo(Place.NOT_JUDGED);
    }

    @Test
    void tells_for_which_loads_nothing_is_expected() {
        BandComparison comparison =
                BandPlacing.of(run("a").of(level(3, 600, 100, 100), level(64, 600, 100, 100)), Bands.named("000"));

        assertThat(comparison.levels()).hasSize(1);
        assertThat(comparison.without()).containsExactly(Point.of(new LoadLevel.Users(3)));
    }

    @Test
    void expects_by_the_length_of_answers_where_the_band_does() {
        Comparing longAnswers = run("a");
        longAnswers.workload = Workload.synthetic().inputTokens(128).outputTokens(4000);

        BandComparison comparison =
                BandPlacing.of(longAnswers.of(answering(1, 28.5, 3990)), Bands.named("000-degradation"));

        assertThat(comparison.levels()).singleElement().satisfies(level -> {
            assertThat(level.expected().low()).isEqualTo(28);
            assertThat(level.place()).isEqualTo(Place.WITHIN);
        });
        assertThat(BandPlacing.of(run("a").of(level(1, 28.5, 100, 100)), Bands.named("000-degradation"))
                        .levels())
                .as("answers of 200 tokens")
                .isEmpty();
    }
}
