package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.catalog.Gpus;
import dev.llmbench.catalog.Models;
import dev.llmbench.catalog.Precision;
import dev.llmbench.simulator.ModelledServer.Settings;
import dev.llmbench.simulator.cost.Hardware;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a model on GPUs gives a modelled server. */
class ModelledHardwareTest {
    private final Settings modelled = Settings.of(
            new Hardware(Gpus.get("H100 SXM"), 1, Models.get("Llama-3.1-8B-Instruct"), Precision.BF16, 0.9),
            EngineFace.VLLM);

    @Test
    void gives_names_context_cache_and_batch() {
        assertThat(modelled.models())
                .containsExactly("meta-llama/Llama-3.1-8B-Instruct", "Llama-3.1-8B-Instruct", "llama3.1:8b");
        assertThat(modelled.maxModelLength()).isEqualTo(131_072);
        assertThat(modelled.batching().maxSequences()).isEqualTo(1024);
        assertThat(modelled.batching().cache())
                .hasValueSatisfying(room -> assertThat(room.tokens()).isBetween(460_000L, 480_000L));
    }

    @Test
    void gives_smaller_batches_to_an_a100_and_one_sequence_to_ollama() {
        var a100 = new Hardware(Gpus.get("A100 SXM 80GB"), 1, Models.get("Llama-3.1-8B-Instruct"), Precision.BF16, 0.9);

        assertThat(Settings.of(a100, EngineFace.VLLM).batching().maxSequences()).isEqualTo(256);
        assertThat(Settings.of(a100, EngineFace.VLLM).batching().maxTokensPerStep())
                .isEqualTo(2048);
        assertThat(Settings.of(a100, EngineFace.OLLAMA).batching().maxSequences())
                .isEqualTo(1);
    }

    @Test
    void is_served_under_every_name() throws IOException {
        try (var server = new FaceClient(modelled)) {
            for (String name : modelled.models()) {
                String ask = "{\"model\":\"" + name + "\",\"prompt\":\"a\",\"max_tokens\":1}";

                assertThat(server.get("/v1/models")).contains("\"id\":\"" + name + "\"");
                assertThat(server.post("/v1/completions", ask)).startsWith("HTTP/1.1 200");
            }
        }
    }

    @Test
    void shortens_the_context_to_what_fits() {
        var small = Settings.of(
                new Hardware(Gpus.get("RTX 4090"), 1, Models.get("Llama-3.1-8B-Instruct"), Precision.BF16, 0.9),
                EngineFace.SGLANG);

        assertThat(small.maxModelLength()).isLessThan(131_072).isEqualTo((int)
                small.batching().cache().orElseThrow().tokens());
        assertThat(small.batching().maxSequences()).isEqualTo(256);
    }

    @Test
    void has_no_fixed_costs_that_could_be_changed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> modelled.decode(Duration.ZERO, Duration.ZERO))
                .withMessageContaining("FixedCost");
    }
}
