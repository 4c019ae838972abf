package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Rate;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DegradationsTest {
    private static LevelResult level(LoadLevel load, Optional<Shape> shape, double tokensPerSecond, Verdict verdict) {
        LevelResult plain = Levels.result(
                load,
                Rate.of(tokensPerSecond),
                Levels.counts(10, 0),
                Levels.latencies(Distribution.empty(), Distribution.empty(), Distribution.empty()),
                verdict);
        return new LevelResult(
                load,
                shape.map(lengths -> new LevelResult.Variant(Optional.of(lengths), 1)),
                plain.window(),
                plain.counts(),
                plain.tokens(),
                plain.throughput(),
                plain.latency(),
                plain.verdict(),
                plain.extra());
    }

    private static LevelResult oneUser(int input, int output, double tokensPerSecond) {
        return level(Levels.users(1), Optional.of(Shape.of(input, output)), tokensPerSecond, Verdict.VALID);
    }

    @Test
    void tells_each_length_of_prompts_by_itself() {
        List<LevelResult> levels =
                List.of(oneUser(128, 500, 35), oneUser(128, 4000, 28), oneUser(2048, 500, 30), oneUser(2048, 1000, 30));

        assertThat(Degradations.words(levels))
                .containsOnlyKeys("degradation.input128", "degradation.input2048")
                .containsEntry(
                        "degradation.input128",
                        "From 500 to 4,000 output tokens a stream loses 20.0 % of its speed, from 35.0 to 28.0 tok/s"
                                + " (-2.00 tok/s for each 1,000 tokens more).");
        assertThat(Degradations.words(levels).get("degradation.input2048")).contains("loses 0.0 %");
    }

    @Test
    void leaves_out_loaded_levels_invalid_ones_and_those_of_a_single_length() {
        Optional<Shape> shape = Optional.of(Shape.of(128, 4000));

        assertThat(Degradations.words(List.of(
                        oneUser(128, 500, 35),
                        oneUser(2048, 4000, 20),
                        level(Levels.users(8), shape, 100, Verdict.VALID),
                        level(Levels.users(1), shape, 28, Verdict.INVALID),
                        level(Levels.users(1), Optional.empty(), 28, Verdict.VALID),
                        oneUser(128, 2000, 0))))
                .isEmpty();
    }
}
