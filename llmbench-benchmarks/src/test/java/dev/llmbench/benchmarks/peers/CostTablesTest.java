package dev.llmbench.benchmarks.peers;

import static dev.llmbench.benchmarks.peers.Outcomes.FEW;
import static dev.llmbench.benchmarks.peers.Outcomes.MANY;
import static dev.llmbench.benchmarks.peers.Outcomes.cost;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTablesTest {
    private static final double MEBI = 1 << 20;
    private final CostTables tables = new CostTables(
            Runs.usable(
                    List.of(
                            Outcomes.of("llmbench", 0, FEW, cost(10, 100 * MEBI, 0)),
                            Outcomes.of("vllm", 0, FEW, cost(100, 500 * MEBI, 0)),
                            Outcomes.of("llmbench", 0, MANY, cost(10, 107 * MEBI, 0)),
                            Outcomes.of("vllm", 0, MANY, cost(80, 535 * MEBI, 0))),
                    "steady"),
            new Names(new Peers(Path.of("llmbench"), Path.of("floor"))));

    @Test
    void compare_the_cpu_time_of_a_token_with_llmbench_s() {
        assertThat(tables.cpuRatio("vllm", FEW))
                .hasValueSatisfying(ratio -> assertThat(ratio.median()).isEqualTo(0.1));
        assertThat(tables.at(FEW))
                .contains("| vllm bench serve | 100.0 [100.0, 100.0] | 0.100 [0.100, 0.100] | 10.00 | 64 |");
    }

    @Test
    void tell_the_memory_of_each_further_stream() {
        assertThat(tables.growth("llmbench", FEW, MANY))
                .hasValueSatisfying(growth -> assertThat(growth.median()).isEqualTo(16));
        assertThat(tables.growth("vllm", FEW, MANY))
                .hasValueSatisfying(growth -> assertThat(growth.median()).isEqualTo(80));
        assertThat(tables.growth()).contains("| llmbench | 100 | 107 | 16.0 [16.0, 16.0] |");
    }
}
