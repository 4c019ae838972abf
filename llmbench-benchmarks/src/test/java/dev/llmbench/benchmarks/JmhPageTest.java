package dev.llmbench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JmhPageTest {
    private static final String RESULTS = """
            [{"jmhVersion":"1.37","benchmark":"dev.llmbench.benchmarks.RecorderBenchmark.requestOver","mode":"avgt",
              "vmName":"OpenJDK","vmVersion":"17.0.1","params":{"tokens":"128","phase":"window"},
              "primaryMetric":{"score":1234.5,"scoreError":12.34,"scoreUnit":"ns/op"},
              "secondaryMetrics":{"gc.alloc.rate.norm":{"score":0.004,"scoreError":0.001,"scoreUnit":"B/op"}}},
             {"jmhVersion":"1.37","benchmark":"dev.llmbench.benchmarks.ScheduleBenchmark.next","mode":"avgt",
              "vmName":"OpenJDK","vmVersion":"17.0.1",
              "primaryMetric":{"score":5.678,"scoreError":"NaN","scoreUnit":"ns/op"},"secondaryMetrics":{}}]
            """;

    @Test
    void has_a_row_for_each_benchmark_with_its_parameters() {
        assertThat(JmhPage.page(RESULTS))
                .contains(
                        "| `RecorderBenchmark.requestOver` | tokens 128, phase window | 1,235 ± 12.3 | ns/op | 0.00 |");
    }

    @Test
    void says_what_was_not_measured() {
        assertThat(JmhPage.page(RESULTS)).contains("| `ScheduleBenchmark.next` |  | 5.68 ± ? | ns/op | not measured |");
    }

    @Test
    void names_the_jvm_and_the_version_of_jmh() {
        assertThat(JmhPage.page(RESULTS)).contains("OpenJDK 17.0.1; JMH 1.37.");
    }
}
