package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {
    @Test
    void tells_a_sweep() {
        Approved.verify("sweep.md", MarkdownReport.of(Results.sweep()).text());
    }

    @Test
    void keeps_every_column_whatever_their_number() {
        List<String> table = MarkdownReport.of(Results.sweep())
                .text()
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList();

        assertThat(table)
                .hasSize(5)
                .allSatisfy(row ->
                        assertThat(row.split("\\|")).hasSameSizeAs(table.get(0).split("\\|")));
        assertThat(table.get(0)).contains("mean in flight", "served %");
    }

    @Test
    void marks_a_simulation() {
        assertThat(MarkdownReport.of(Results.simulated()).text()).contains("> **SIMULATED");
    }

    @Test
    void makes_no_markup_of_text_from_elsewhere() {
        String text = MarkdownReport.of(Results.hostile("<img src=x>|[a](b)\n# *big* @team &amp;"))
                .text();

        assertThat(text)
                .contains("\\<img src=x\\>\\|\\[a\\](b) \\# \\*big\\* &#64;team \\&amp;")
                .doesNotContain("\n# ")
                .doesNotContain("@");
    }

    @Test
    void says_what_the_terminal_report_says() {
        String markdown = MarkdownReport.of(Results.openLoop()).text().replace("\\", "");

        assertThat(markdown)
                .contains("### Requests that succeeded")
                .contains("50 rate limited (429)")
                .contains("960 offered = 700 succeeded + 60 failed + 200 dropped");
    }

    @Test
    void tells_a_race_and_its_seconds() {
        String markdown = MarkdownReport.of(Results.race()).text();

        assertThat(markdown)
                .contains("### Race, 80 users\n\n- 1,000,000 output tokens after 52.30 s\n- Output tokens: 1,000,543\n")
                .contains("- Success rate: 100.00 %\n")
                .contains("### Second by second\n\n- 80 users: slowest 290 output tok/s at 0:02, fastest 346 at 0:01;"
                        + " requests failed in 1 of 3 steps of 1 s\n");
    }

    @ParameterizedTest
    @MethodSource("results")
    void leaves_out_no_sentence_of_the_terminal_report(BenchmarkResult result) {
        String markdown = plain(MarkdownReport.of(result).text());

        // Title, facts and table look different; then come the sections.
        List<String> sentences = Pattern.compile("\n\n")
                .splitAsStream(TextReport.of(result).width(10_000).text())
                .skip(3)
                .flatMap(String::lines)
                .map(MarkdownReportTest::plain)
                .toList();

        assertThat(sentences)
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(markdown).contains(sentence));
    }

    private static Stream<BenchmarkResult> results() {
        return Stream.of(Results.sweep(), Results.openLoop(), Results.race(), Results.cancelled());
    }

    private static String plain(String text) {
        return text.replace("\\", "").replace("&#64;", "@").strip();
    }
}
