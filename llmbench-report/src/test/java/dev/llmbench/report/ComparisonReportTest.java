package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Band;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Comparison;
import dev.llmbench.core.Bands;
import dev.llmbench.core.LlmBench;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonReportTest {
    private final Comparison alike = LlmBench.compare(Results.sweep(), Results.sweep());

    private static List<String> rows(String text, String figure) {
        return text.lines().filter(line -> line.contains(figure)).toList();
    }

    @Test
    void shows_every_load_and_figure_with_both_values_ratio_and_a_word() {
        String text = ComparisonReport.text(alike, 120, Style.PLAIN);

        assertThat(rows(text, "output tok/s")).hasSize(3);
        assertThat(rows(text, "output tok/s").get(1))
                .contains("8 users", "600", "1.00 [0.961 … 1.04]", "no clear difference");
        assertThat(rows(text, "TTFT p99 ms").get(1)).contains("*", "too few samples");
        assertThat(text).contains("Take care", "one run a side", "B is doubtful: 64 users SUSPECT");
        assertThat(text.lines()).allMatch(line -> line.length() <= 120);
        assertThat(text).doesNotContain("\u001b");
    }

    @Test
    void judges_nothing_between_a_simulator_and_a_server() {
        Comparison comparison = LlmBench.compare(Results.sweep(), Results.simulated());

        String text = ComparisonReport.text(comparison, 120, Style.PLAIN);

        assertThat(text).contains("SIMULATED: B, and A is measured");
        assertThat(rows(text, " tok/s ")).allMatch(line -> line.endsWith("not judged"));
        assertThat(text.lines().filter(line -> line.matches("^ *[0-9]+ users? .*")))
                .noneMatch(line -> line.endsWith("better") || line.endsWith("worse"));
    }

    @Test
    void says_when_there_is_no_common_load() {
        Comparison comparison = LlmBench.compare(Results.sweep(), Results.openLoop());

        String text = ComparisonReport.text(comparison, 120, Style.PLAIN);

        assertThat(text).contains("No load was measured on both sides", "only in A  1 user, 8 users, 64 users");
    }

    @Test
    void is_markdown_whose_text_makes_no_markup() {
        BenchmarkResult hostile = Results.hostile("|<b>@all`");

        String text = ComparisonReport.markdown(LlmBench.compare(Results.sweep(), hostile));

        assertThat(text).startsWith("## B against A").contains("| load | figure | A | B | B/A | B is |");
        assertThat(text).doesNotContain("<b>").doesNotContain("@all");
    }

    @Test
    void is_csv_in_full_precision() {
        List<String> lines = ComparisonReport.csv(alike).lines().toList();

        assertThat(lines.get(0))
                .startsWith("load,metric,unit,a,a_low,a_high,b,")
                .endsWith("a_run,b_run");
        assertThat(lines).hasSize(1 + 3 * Comparison.Metric.values().length);
        assertThat(lines.get(1)).startsWith("1 user,output_tokens,tok/s,100,98,102,100,98,102,1,");
    }

    @Test
    void shows_where_a_result_lies_against_an_expectation() {
        // an expectation of any length: what 002 expects is of answers of 1000 tokens
        Band ours = new Band(
                "ours",
                "measured elsewhere",
                List.of(new Band.Row(
                        8, Optional.empty(), 9_000, 9_000, Optional.of(0.99), Optional.empty(), Optional.empty())),
                false);
        var comparison = LlmBench.compare(Results.sweep(), ours);

        String text = ComparisonReport.text(comparison, 120, Style.PLAIN);

        assertThat(text).contains("Expectation ours", "an expectation and no measurement", "± 10 %");
        assertThat(rows(text, "8 users").get(0)).contains("~9,000", "600 ± 12", "below", "at least 99 %");
        assertThat(ComparisonReport.csv(comparison).lines().toList().get(1))
                .startsWith("8 users,9000,9000,600,588,612,below,true,1,0.99,");
        assertThat(ComparisonReport.markdown(comparison)).contains("| below |");
    }

    @Test
    void says_when_nothing_is_expected_for_a_result() {
        String text = ComparisonReport.text(LlmBench.compare(Results.openLoop(), Bands.named("000")), 120, Style.PLAIN);

        assertThat(text).contains("Nothing is expected for the loads of this result");
    }
}
