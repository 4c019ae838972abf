package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
}
