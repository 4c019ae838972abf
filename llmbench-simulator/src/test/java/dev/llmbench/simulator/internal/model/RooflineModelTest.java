package dev.llmbench.simulator.internal.model;

import static dev.llmbench.simulator.internal.model.VirtualEngine.run;
import static dev.llmbench.simulator.internal.model.VirtualEngine.sequences;
import static dev.llmbench.simulator.internal.model.VirtualEngine.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.llmbench.catalog.Gpus;
import dev.llmbench.catalog.Models;
import dev.llmbench.catalog.Precision;
import dev.llmbench.simulator.cost.Hardware;
import dev.llmbench.simulator.cost.RooflineCost;
import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.VirtualEngine.Noted;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps whose times come from a GPU's bandwidth and arithmetic, in virtual time. */
class RooflineModelTest {
    private static Hardware hardware(String gpu, int gpus, String model, Precision precision) {
        return new Hardware(Gpus.get(gpu), gpus, Models.get(model), precision, 0.9);
    }

    private static StepCost cost(Hardware hardware) {
        return new RooflineCost(hardware.limits());
    }

    @Nested
    class ASingleStream {
        @ParameterizedTest
        @CsvSource({
            "H100 SXM, 1, Llama-3.1-8B-Instruct, BF16, 16.06e9, 3350e9",
            "H100 SXM, 1, Llama-3.1-8B-Instruct, FP8, 8.03e9, 3350e9",
            "MI300X, 1, Llama-3.1-70B-Instruct, BF16, 141.1e9, 5300e9",
            "RTX 4090, 1, Qwen2.5-7B-Instruct, BF16, 15.24e9, 1008e9",
            "H100 SXM, 1, Qwen3-30B-A3B, BF16, 6.6e9, 3350e9"
        })
        void decodes_as_fast_as_its_weights_go_through_memory(
                String gpu, int gpus, String model, Precision precision, double bytes, double bytesPerSecond) {
            var alone = new Noted(128, 101);

            run(with(cost(hardware(gpu, gpus, model, precision)), BatchLimits.of(64, 8192), List.of(alone)), 0);

            double decode = (alone.times.get(100) - alone.first()) / 100e9;
            assertThat(decode).isCloseTo(bytes / bytesPerSecond, withinPercentage(5));
        }

        @Test
        void waits_for_its_prompt_as_long_as_the_arithmetic_takes() {
            var alone = new Noted(8_000, 1);

            run(
                    with(
                            cost(hardware("H100 SXM", 1, "Llama-3.1-8B-Instruct", Precision.BF16)),
                            BatchLimits.of(64, 8192),
                            List.of(alone)),
                    0);

            // 2 x parameters x tokens, and 4 x layers x width x tokens^2 / 2 of attention
            double flops = 2 * 8.03e9 * 8_000 + 4.0 * 32 * 4_096 * 8_000 * 8_000 / 2;
            assertThat(alone.first() / 1e9).isCloseTo(flops / 989.5e12, withinPercentage(1));
        }
    }

    @Nested
    class ManyStreams {
        private final Hardware hardware = hardware("H100 SXM", 1, "Llama-3.1-8B-Instruct", Precision.BF16);

        private double tokensPerSecond(int concurrency) {
            long nanos = run(with(cost(hardware), BatchLimits.of(64, 8192), sequences(concurrency, 100, 200)), 0);
            return concurrency * 200 / (nanos / 1e9);
        }

        @Test
        void give_more_tokens_a_second_up_to_the_greatest_batch_and_no_more_beyond() {
            assertThat(tokensPerSecond(8)).isGreaterThan(7 * tokensPerSecond(1));
            assertThat(tokensPerSecond(64)).isGreaterThan(5 * tokensPerSecond(8));
            assertThat(tokensPerSecond(256)).isCloseTo(tokensPerSecond(64), withinPercentage(1));
        }

        @Test
        void wait_beyond_the_greatest_batch_as_long_as_the_queue_before_them_takes() {
            var all = sequences(192, 100, 200);

            long end = run(with(cost(hardware), BatchLimits.of(64, 8192), all), 0);

            double prefill = all.get(0).first();
            assertThat(all.get(63).first()).isEqualTo(all.get(0).first());
            assertThat(all.get(64).first() - prefill).isCloseTo(end / 3.0, withinPercentage(1));
            assertThat(all.get(128).first() - prefill).isCloseTo(2 * end / 3.0, withinPercentage(1));
        }

        private long gap(Noted sequence, int token) {
            return sequence.times.get(token) - sequence.times.get(token - 1);
        }

        @Test
        void decode_more_slowly_the_longer_their_contexts_are() {
            var brief = sequences(32, 100, 300);
            var lengthy = sequences(32, 8_000, 300);
            run(with(cost(hardware), BatchLimits.of(32, 8192), brief), 0);
            run(with(cost(hardware), BatchLimits.of(32, 8192), lengthy), 0);

            // the last of them, when the prompts of all have been read and none has finished
            double more = gap(lengthy.get(31), 100) - gap(brief.get(31), 100);
            // 32 x 7900 tokens x 131,072 bytes
            assertThat(more / 1e9).isCloseTo(32 * 7_900 * 131_072.0 / 3350e9, withinPercentage(1));
        }
    }

    @Nested
    class HardwareThatIsTooSmall {
        @Test
        void is_refused_with_the_number_of_gpus_that_would_do() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> hardware("H100 SXM", 1, "Llama-3.1-70B-Instruct", Precision.BF16))
                    .withMessageContaining("141.1 GB of weights in bf16")
                    .withMessageContaining("1 x H100 SXM has 77.3 GB")
                    .withMessageContaining("it takes 2 of them");
        }

        @Test
        void is_enough_in_the_number_that_was_told() {
            assertThat(hardware("H100 SXM", 2, "Llama-3.1-70B-Instruct", Precision.BF16)
                            .cacheTokens())
                    .isGreaterThan(2_048);
        }
    }
}
