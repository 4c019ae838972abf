package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.peers.Duel.Verdict;
import dev.llmbench.benchmarks.peers.Runs.Pairs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuelTest {
    private static final Row MEAN = Row.of(Figure.TTFT, Statistic.MEAN);

    @Test
    void is_won_where_the_error_is_smaller_every_time() {
        assertThat(Duel.of(new Pairs(new double[] {1, 1, 1, 1, 1}, new double[] {2, 3, 2, 5, 2}))
                        .verdict())
                .isEqualTo(Verdict.BETTER);
    }

    @Test
    void is_lost_where_the_error_is_greater_every_time() {
        assertThat(Duel.of(new Pairs(new double[] {2, 3, 2, 5, 2}, new double[] {1, 1, 1, 1, 1}))
                        .verdict())
                .isEqualTo(Verdict.WORSE);
    }

    @Test
    void is_level_where_both_err_alike() {
        assertThat(Duel.of(new Pairs(new double[] {1, 2, 1, 2, 1}, new double[] {2, 1, 2, 1, 1}))
                        .verdict())
                .isEqualTo(Verdict.LEVEL);
        assertThat(Duel.of(new Pairs(new double[] {0, 0, 0}, new double[] {0, 0, 0}))
                        .verdict())
                .isEqualTo(Verdict.LEVEL);
    }

    @Test
    void counts_the_size_of_an_error_whatever_its_sign() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int repetition = 0; repetition < 5; repetition++) {
            outcomes.add(Outcomes.of("llmbench", repetition, MEAN, 199, 200));
            outcomes.add(Outcomes.of("vllm", repetition, MEAN, 203, 200));
        }
        DuelTable table = table(outcomes);

        assertThat(table.text())
                .contains("| vllm bench serve | 64 | 1 | 1 | 0 | 0 |")
                .contains("On no row is llmbench significantly worse.");
        assertThat(table.verdict()).isEqualTo("worse on 0 of 1 rows, better on 1: holds");
    }

    @Test
    void names_the_rows_that_are_lost() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int repetition = 0; repetition < 5; repetition++) {
            outcomes.add(Outcomes.of("llmbench", repetition, MEAN, 197, 200));
            outcomes.add(Outcomes.of("vllm", repetition, MEAN, 201, 200));
        }
        DuelTable table = table(outcomes);

        assertThat(table.text())
                .contains(
                        "- vllm bench serve at 64 streams, TTFT mean: by 2.000 [2.000, 2.000] ms, 1.000 % of the figure");
        assertThat(table.verdict()).endsWith("does not hold");
    }

    @Test
    void is_not_judged_by_fewer_than_three_pairs() {
        DuelTable table = table(List.of(Outcomes.of("llmbench", 0, MEAN, 1, 1), Outcomes.of("vllm", 0, MEAN, 2, 1)));

        assertThat(table.text()).doesNotContain("| vllm");
        assertThat(table.verdict()).isEqualTo("not measured");
    }

    private static DuelTable table(List<Outcome> outcomes) {
        return new DuelTable(
                Runs.usable(outcomes, "steady"), new Names(new Peers(Path.of("llmbench"), Path.of("floor"))));
    }
}
