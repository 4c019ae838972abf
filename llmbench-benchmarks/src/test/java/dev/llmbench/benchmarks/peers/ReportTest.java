package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Row MEAN = Row.of(Figure.TTFT, Statistic.MEAN);
    private final Names names = new Names(new Peers(Path.of("llmbench"), Path.of("floor")));

    @Test
    void shows_errors_by_name_versions_and_goals() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int repetition = 0; repetition < 5; repetition++) {
            outcomes.add(Outcomes.of("llmbench", repetition, MEAN, 200.5, 200));
            outcomes.add(Outcomes.of("guidellm", repetition, MEAN, 190, 200));
        }

        String page = new Report(outcomes, names).markdown();

        assertThat(page)
                .contains("| guidellm | 200.000 | -10.000 |  |  |  |")
                .contains("| llmbench | 200.000 | +0.500 |  |  |  |")
                .contains(
                        "| CPU per token at 64 streams at most 1/3 of guidellm | 1.000 [1.000, 1.000]: does not hold |")
                .contains("## Runs that do not count\n\nNone.");
    }

    @Test
    void tells_where_a_goal_is_out_of_reach() {
        List<Outcome> outcomes = new ArrayList<>();
        for (int repetition = 0; repetition < 3; repetition++) {
            outcomes.add(Outcomes.of("llmbench", repetition, Outcomes.FEW, Outcomes.cost(50, 1, 0)));
            outcomes.add(Outcomes.of("guidellm", repetition, Outcomes.FEW, Outcomes.cost(100, 1, 0)));
            outcomes.add(Outcomes.of("floor", repetition, Outcomes.FEW, Outcomes.cost(40, 1, 0)));
        }

        assertThat(new Report(outcomes, names).markdown())
                .contains("| 0.500 [0.500, 0.500]: does not hold; the floor has 0.400, so that it is out of reach |");
    }

    @Test
    void tells_which_runs_failed() {
        String page = new Report(List.of(Outcomes.failed("guidellm", 2)), names).markdown();

        assertThat(page)
                .contains("- guidellm, steady, 64 streams of 30 tokens/s, repetition 3: failed: it said nothing");
    }
}
