package dev.llmbench.benchmarks.peers;

import static dev.llmbench.benchmarks.peers.Outcomes.FEW;
import static dev.llmbench.benchmarks.peers.Outcomes.MANY;
import static dev.llmbench.benchmarks.peers.Outcomes.cost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.peers.Runs.Pairs;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RunsTest {
    @Test
    void pairs_have_the_repetitions_that_both_clients_have() {
        Runs runs = Runs.usable(
                List.of(
                        Outcomes.of("llmbench", 0, FEW, cost(1, 1, 0)),
                        Outcomes.of("vllm", 0, FEW, cost(10, 1, 0)),
                        Outcomes.of("vllm", 1, FEW, cost(20, 1, 0)),
                        Outcomes.of("llmbench", 2, FEW, cost(3, 1, 0)),
                        Outcomes.of("vllm", 2, FEW, cost(30, 1, 0))),
                "steady");

        Pairs pairs = runs.pairs(
                "llmbench",
                "vllm",
                FEW,
                result -> OptionalDouble.of(result.cost().cpuSeconds()));

        assertThat(pairs.ours()).containsExactly(1, 3);
        assertThat(pairs.theirs()).containsExactly(10, 30);
    }

    @Test
    void leave_out_failures_and_what_the_hypervisor_disturbed() {
        Runs runs = Runs.usable(
                List.of(
                        Outcomes.failed("vllm", 0),
                        Outcomes.of("vllm", 1, FEW, cost(1, 1, 0.031)),
                        Outcomes.of("vllm", 2, FEW, cost(1, 1, 0.03))),
                "steady");

        assertThat(runs.all()).extracting(Outcome::repetition).containsExactly(2);
    }

    @Test
    void of_the_same_repetition_the_last_counts() {
        Runs runs = Runs.usable(
                List.of(Outcomes.of("vllm", 0, FEW, cost(1, 1, 0)), Outcomes.of("vllm", 0, FEW, cost(2, 1, 0))),
                "steady");

        assertThat(runs.values(
                        "vllm", FEW, result -> OptionalDouble.of(result.cost().cpuSeconds())))
                .containsExactly(2);
    }

    @Test
    void are_of_one_series_and_ordered_by_streams() {
        List<Outcome> all =
                List.of(Outcomes.of("vllm", 0, MANY, cost(1, 1, 0)), Outcomes.of("vllm", 0, FEW, cost(1, 1, 0)));

        assertThat(Runs.usable(all, "steady").shapes()).containsExactly(FEW, MANY);
        assertThat(Runs.usable(all, "both").all()).isEmpty();
    }
}
