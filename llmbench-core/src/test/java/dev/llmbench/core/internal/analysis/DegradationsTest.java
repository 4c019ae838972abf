package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Comparing.level;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DegradationsTest {
    private static final Workload GRID = Workload.synthetic().grid(List.of(128), List.of(500, 1000, 2000, 3000, 4000));

    private static LevelResult stream(int wanted, double came, double tokensPerSecond) {
        return Levels.at(
                Levels.answering(level(1, tokensPerSecond, 3, 100), Optional.of(came)), Shape.of(128, wanted), 1);
    }

    private static Map<String, String> words(LevelResult... levels) {
        return Degradations.words(GRID, List.of(levels));
    }

    @Test
    void are_drawn_over_the_lengths_that_came() {
        assertThat(words(stream(500, 480, 35), stream(4000, 3_980, 28)))
                .containsEntry(
                        "degradation.input128",
                        "From 480 to 3,980 output tokens a stream loses 20.0 % of its speed, from 35.0 to 28.0 tok/s"
                                + " (-2.00 tok/s for each 1,000 tokens more).");
    }

    @Test
    void leave_out_answers_that_ended_early_and_say_so() {
        assertThat(words(stream(500, 500, 35), stream(2000, 2000, 32), stream(4000, 700, 34.5))
                        .get("degradation.input128"))
                .startsWith("From 500 to 2,000 output tokens")
                .endsWith("Left out, since answers were more than 10 % off the length: 4000 tokens asked for, 700 on"
                        + " average came.");
    }

    @Test
    void say_why_there_is_no_curve() {
        assertThat(words(stream(500, 500, 35), stream(4000, 700, 34.5)).get("degradation.input128"))
                .startsWith("No curve: left out");
    }

    @Test
    void leave_out_answers_whose_length_is_not_known() {
        LevelResult unknown =
                Levels.at(Levels.answering(level(1, 30, 3, 100), Optional.empty()), Shape.of(128, 4000), 1);

        assertThat(words(stream(500, 500, 35), stream(1000, 1000, 34), unknown).get("degradation.input128"))
                .contains("4000 tokens asked for, what came is not known");
    }

    @Test
    void take_rounds_of_a_length_together() {
        assertThat(words(stream(500, 499, 39), stream(500, 501, 41), stream(4000, 4000, 30))
                        .get("degradation.input128"))
                .startsWith("From 500 to 4,000 output tokens a stream loses 25.0 %");
    }

    @Test
    void are_absent_with_one_length() {
        assertThat(words(stream(500, 500, 35))).isEmpty();
    }
}
