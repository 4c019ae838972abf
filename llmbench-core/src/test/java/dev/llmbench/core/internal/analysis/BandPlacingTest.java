package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Comparing.level;
import static dev.llmbench.core.internal.analysis.Comparing.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BandComparison.Level;
import dev.llmbench.api.BandComparison.Place;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.Bands;
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
                BandPlacing.of(longAnswers.of(level(1, 28.5, 100, 100)), Bands.named("000-degradation"));

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
