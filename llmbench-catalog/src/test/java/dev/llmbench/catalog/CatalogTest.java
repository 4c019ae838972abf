package dev.llmbench.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogTest {
    static List<GpuModel> gpus() {
        return Gpus.all();
    }

    static List<LlmModel> models() {
        return Models.all();
    }

    @Nested
    class OfGpus {
        @Test
        void has_more_than_the_42_that_are_wanted_of_both_vendors() {
            assertThat(Gpus.all()).hasSizeGreaterThanOrEqualTo(42).doesNotHaveDuplicates();
            assertThat(Gpus.all()).extracting(gpu -> gpu.chip().vendor()).contains(GpuModel.Vendor.values());
        }

        @ParameterizedTest
        @CsvSource({
            "H100 SXM, H100 SXM",
            "h100-sxm, H100 SXM",
            "NVIDIA H100 80GB HBM3, H100 SXM",
            "h100-sxm5-80gb, H100 SXM",
            "gpu-h100x1-80gb, H100 SXM",
            "H100 PCIE, H100 PCIe",
            "MI300X, MI300X"
        })
        void finds_each_by_every_name(String name, String canonical) {
            assertThat(Gpus.get(name).name()).isEqualTo(canonical);
        }

        @Test
        void knows_what_is_printed_on_the_data_sheet() {
            GpuModel gpu = Gpus.get("H100 SXM");

            assertThat(gpu.chip()).isEqualTo(new GpuModel.Chip(GpuModel.Vendor.NVIDIA, "Hopper", "sm_90"));
            assertThat(gpu.memory().bytes()).isEqualTo(80.0 * 1024 * 1024 * 1024);
            assertThat(gpu.memory().bytesPerSecond()).hasValue(3350e9);
            assertThat(gpu.compute().fp16FlopsPerSecond()).hasValue(989.5e12);
            assertThat(gpu.watts()).hasValue(700);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.llmbench.catalog.CatalogTest#gpus")
        void has_only_facts_that_can_be_true(GpuModel gpu) {
            assertThat(Gpus.get(gpu.name())).isSameAs(gpu);
            assertThat(gpu.memory().gib()).isBetween(4.0, 512.0);
            gpu.memory().bytesPerSecond().ifPresent(speed -> assertThat(speed).isBetween(100e9, 20e12));
            gpu.compute()
                    .fp16FlopsPerSecond()
                    .ifPresent(speed -> assertThat(speed).isBetween(5e12, 10e15));
            gpu.compute()
                    .fp8FlopsPerSecond()
                    .ifPresent(speed -> assertThat(speed)
                            .isGreaterThanOrEqualTo(
                                    gpu.compute().fp16FlopsPerSecond().orElseThrow()));
        }

        @Test
        void offers_the_nearest_names_for_one_that_it_does_not_know() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Gpus.get("H100 SMX"))
                    .withMessageContaining("no GPU 'H100 SMX'")
                    .withMessageContaining("'H100 SXM'");
        }
    }

    @Nested
    class OfModels {
        @Test
        void has_more_than_the_42_that_are_wanted() {
            assertThat(Models.all()).hasSizeGreaterThanOrEqualTo(42).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @CsvSource({
            "Llama-3.1-8B-Instruct, Llama-3.1-8B-Instruct",
            "meta-llama/Llama-3.1-8B-Instruct, Llama-3.1-8B-Instruct",
            "llama2:7b, Llama-2-7B-Chat",
            "llama-2-7b-chat-hf, Llama-2-7B-Chat"
        })
        void finds_each_by_every_name(String name, String canonical) {
            assertThat(Models.get(name).name()).isEqualTo(canonical);
        }

        @Test
        void computes_the_cache_of_a_token() {
            // 2 x 32 layers x 8 heads x 128 x 2 bytes
            assertThat(Models.get("Llama-3.1-8B-Instruct").keyValueBytesPerToken(2))
                    .isEqualTo(131_072);
            // 61 layers x (512 + 64) x 2 bytes
            assertThat(Models.get("DeepSeek-R1").keyValueBytesPerToken(2)).isEqualTo(70_272);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("dev.llmbench.catalog.CatalogTest#models")
        void has_only_facts_that_can_be_true(LlmModel model) {
            assertThat(Models.get(model.name())).isSameAs(model);
            assertThat(Models.get(model.ids().huggingFace())).isSameAs(model);
            assertThat(model.parameters().active())
                    .isPositive()
                    .isLessThanOrEqualTo(model.parameters().total());
            assertThat(model.maxContext()).isGreaterThanOrEqualTo(2048);
            assertThat(model.weightBytes(model.precision())).isGreaterThan(1e8);
            assertThat(model.keyValueBytesPerToken(2)).isBetween(1e3, 5e6);
        }

        @Test
        void offers_the_nearest_names_for_one_that_it_does_not_know() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Models.get("Llama-3.1-8B-Instuct"))
                    .withMessageContaining("'Llama-3.1-8B-Instruct'");
        }
    }

    @Nested
    class TheRoofline {
        private final LlmModel llama = Models.get("Llama-3.1-8B-Instruct");
        private final Roofline roofline = Roofline.of(Gpus.get("H100 SXM"), 1, llama, Precision.BF16);

        @Test
        void lets_a_single_stream_decode_as_fast_as_the_weights_go_through_memory() {
            assertThat(roofline.decodeSeconds(1, 0)).isCloseTo(8.03e9 * 2 / 3350e9, within(1e-5));
        }

        @Test
        void is_refused_for_arithmetic_that_is_not_in_the_catalog() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Roofline.of(Gpus.get("A100 SXM 80GB"), 1, llama, Precision.INT8))
                    .withMessageContaining(
                            "how fast 'A100 SXM 80GB' computes with whole numbers of 8 bits is not known")
                    .withMessageContaining("choose fp8");
        }

        @Test
        void charges_the_cache_of_every_sequence() {
            double cache = 64 * 1_000 * 131_072.0 / 3350e9;

            assertThat(roofline.decodeSeconds(64, 64_000) - roofline.decodeSeconds(1, 0))
                    .isCloseTo(cache, within(1e-6));
        }

        @Test
        void is_bound_by_arithmetic_in_large_steps() {
            double tokens = 8_192;

            assertThat(roofline.prefillSeconds(tokens, 0)).isCloseTo(2 * 8.03e9 * tokens / 989.5e12, within(1e-4));
            assertThat(roofline.decodeSeconds(1_024, 0)).isGreaterThan(roofline.decodeSeconds(256, 0));
        }

        @Test
        void grows_with_the_number_of_gpus() {
            Roofline two = Roofline.of(Gpus.get("H100 SXM"), 2, llama, Precision.BF16);

            assertThat(two.decodeSeconds(1, 0)).isCloseTo(roofline.decodeSeconds(1, 0) / 2, within(1e-9));
        }

        @Test
        void reads_more_experts_the_more_tokens_there_are() {
            LlmModel mixture = Models.get("Qwen3-30B-A3B");
            Roofline experts = Roofline.of(Gpus.get("H100 SXM"), 1, mixture, Precision.BF16);
            double single = mixture.parameters().active() * 2 / 3350e9;

            assertThat(experts.decodeSeconds(1, 0)).isCloseTo(single, within(1e-6));
            assertThat(experts.decodeSeconds(64, 0)).isGreaterThan(5 * single);
        }

        @Test
        void reads_the_weights_once_for_decodes_and_prompts_of_one_step() {
            double apart = roofline.decodeSeconds(8, 8_000) + roofline.prefillSeconds(64, 32);

            assertThat(roofline.stepSeconds(8, 8_000, 64, 64 * 32))
                    .isGreaterThan(roofline.decodeSeconds(8, 8_000) - 1e-12)
                    .isLessThan(apart - 0.9 * roofline.decodeSeconds(1, 0));
        }

        @Test
        void tells_how_many_gpus_hold_weights_and_cache() {
            LlmModel large = Models.get("Llama-3.1-70B-Instruct");

            // 141 GB of weights, 77 GB of each GPU
            assertThat(Roofline.gpusNeeded(Gpus.get("H100 SXM"), large, Precision.BF16, 0.9, 2_048))
                    .isEqualTo(2);
            assertThat(Roofline.gpusNeeded(Gpus.get("H100 SXM"), large, Precision.BF16, 0.9, 131_072))
                    .isEqualTo(3);
            assertThat(Roofline.gpusNeeded(Gpus.get("H100 SXM"), large, Precision.FP8, 0.9, 2_048))
                    .isEqualTo(1);
            assertThat(Roofline.gpusNeeded(Gpus.get("H100 SXM"), llama, Precision.BF16, 0.9, 0))
                    .isEqualTo(1);
        }

        @Test
        void tells_how_much_cache_fits_beside_the_weights() {
            double left = 80.0 * (1L << 30) * 0.9 - 8.03e9 * 2;

            assertThat((double) roofline.keyValueTokens(0.9)).isCloseTo(left / 131_072, within(2_000.0));
            assertThat(Roofline.of(Gpus.get("RTX 4090"), 1, Models.get("Llama-3.1-70B-Instruct"), Precision.BF16)
                            .keyValueTokens(0.9))
                    .isZero();
        }
    }
}
