package dev.llmbench.examples;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Stop.requests;
import static dev.llmbench.api.Target.openAi;
import static dev.llmbench.api.Workload.synthetic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import org.junit.jupiter.api.Test;

/** The plug-in is found by its id, and measured like any other protocol. */
class CustomProtocolTest {
    @Test
    void a_registered_protocol_is_chosen_by_its_id() throws Exception {
        try (LinesServer server = new LinesServer()) {
            Target target = openAi(server.url()).model("any").protocol("lines");

            BenchmarkResult result = LlmBench.against(target)
                    .workload(synthetic().inputTokens(16).outputTokens(8))
                    .load(concurrency(2))
                    .stopAfter(requests(20))
                    .run();

            LevelResult level = result.atConcurrency(2);
            assertThat(level.counts().measured().failed()).isEmpty();
            assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(20);
            assertThat(level.tokens().lengths().outputMean()).hasValue(8.0);
            assertThat(level.tokens().basis().exact()).isEqualTo(1.0);
        }
    }

    @Test
    void an_unknown_protocol_is_refused_with_those_that_were_found() {
        Target target = openAi("http://localhost:1").model("any").protocol("smoke-signals");

        assertThatThrownBy(() -> LlmBench.against(target)
                        .workload(synthetic())
                        .load(concurrency(1))
                        .run())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("smoke-signals")
                .hasMessageContaining("lines")
                .hasMessageContaining("openai-chat");
    }
}
