package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Comparing.level;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Verdict;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BestLevelsTest {
    private static LevelResult round(int users, double tokensPerSecond, int round) {
        return Levels.round(level(users, tokensPerSecond, 200, 100), round);
    }

    private static LevelResult at(Shape shape, int users, double tokensPerSecond) {
        return Levels.at(level(users, tokensPerSecond, 200, 100), shape, 1);
    }

    @Nested
    class OverRepeats {
        @Test
        void the_mean_of_the_rounds_decides() {
            // 8 users have the highest single round, 16 the higher mean
            var best = BestLevels.of(List.of(round(8, 700, 1), round(16, 690, 1), round(8, 500, 2), round(16, 680, 2)));

            assertThat(best.orElseThrow().best()).contains(new LoadLevel.Users(16));
            assertThat(best.orElseThrow().reason()).contains("685 tok/s");
        }

        @Test
        void an_invalid_round_is_left_out() {
            LevelResult invalid = Levels.round(level(8, 100, 200, 100, Verdict.INVALID), 2);

            var best = BestLevels.of(List.of(round(8, 700, 1), round(16, 600, 1), invalid, round(16, 600, 2)));

            assertThat(best.orElseThrow().best()).contains(new LoadLevel.Users(8));
            assertThat(best.orElseThrow().reason()).contains("700 tok/s");
        }

        @Test
        void rounds_that_differ_widen_the_interval() {
            LevelFigures together = LevelFigures.together(List.of(round(8, 500, 1), round(8, 700, 2)));

            assertThat(together.interval().orElseThrow().low()).isEqualTo(500);
            assertThat(together.interval().orElseThrow().high()).isEqualTo(700);
        }

        @Test
        void one_load_has_no_best() {
            assertThat(BestLevels.of(List.of(round(8, 500, 1), round(8, 700, 2))))
                    .isEmpty();
        }
    }

    @Nested
    class OverSeveralLengths {
        private final Shape small = Shape.of(128, 128);
        private final Shape large = Shape.of(128, 4096);
        private final List<LevelResult> levels =
                List.of(at(small, 1, 90), at(small, 8, 600), at(large, 1, 80), at(large, 8, 60));

        @Test
        void each_length_has_its_best_in_words() {
            assertThat(BestLevels.of(levels)).isEmpty();
            assertThat(BestLevels.words(levels))
                    .hasSize(2)
                    .hasEntrySatisfying(
                            "best.128 in, 128 out", words -> assertThat(words).startsWith("8 users give the most"))
                    .hasEntrySatisfying(
                            "best.128 in, 4096 out", words -> assertThat(words).startsWith("1 user gives the most"));
        }

        @Test
        void one_length_has_no_words_of_its_own() {
            assertThat(BestLevels.words(levels.subList(0, 2))).isEmpty();
            assertThat(BestLevels.of(levels.subList(0, 2))).isPresent();
        }
    }

    @Test
    void nothing_measured_has_no_best() {
        assertThat(BestLevels.of(List.of())).isEmpty();
        assertThat(BestLevels.words(List.of())).isEmpty();
    }
}
