package dev.llmbench.examples;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Target.openAi;
import static dev.llmbench.api.Workload.synthetic;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ModelledServer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A performance test as a user would write it, against the simulator instead of a server of one's own. */
class ChatServerPerformanceTest {
    private static ModelledServer server;
    private static BenchmarkResult result;

    @BeforeAll
    static void measure_the_server_once() {
        server = ModelledServer.start();
        result = LlmBench.against(
                        openAi(server.url().toString()).model(server.settings().model()))
                .workload(synthetic().inputTokens(64).outputTokens(32))
                .load(concurrency(1, 4))
                .warmUp(Duration.ofMillis(500))
                .measureFor(Duration.ofSeconds(3))
                .run();
    }

    @AfterAll
    static void stop_the_server() {
        server.close();
    }

    @Test
    void answers_every_request() {
        assertThat(result.levels()).allSatisfy(level -> {
            assertThat(level.counts().measured().succeeded()).isPositive();
            assertThat(level.counts().measured().failedTotal()).isZero();
            assertThat(level.servedShare()).isEqualTo(1.0);
        });
    }

    @Test
    void shows_the_first_token_soon_even_with_four_users() {
        LevelResult level = result.atConcurrency(4);

        assertThat(level.latency().timeToFirstToken().percentile(90).value())
                .hasValueSatisfying(p90 -> assertThat(p90).isLessThan(Duration.ofSeconds(2)));
    }

    @Test
    void keeps_to_the_wanted_lengths() {
        assertThat(result.atConcurrency(4).tokens().lengths().outputMean()).hasValue(32.0);
        assertThat(result.atConcurrency(4).tokens().basis().main()).isEqualTo("prorated");
    }

    @Test
    void says_that_the_server_was_a_simulator() {
        assertThat(result.run().simulated()).isTrue();
    }
}
