package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TimelineReportTest {
    @Test
    void has_a_line_for_every_second_of_every_level() {
        assertThat(TimelineReport.of(Results.race()).text())
                .isEqualTo(String.join(",", TimelineReport.columns()) + "\r\n"
                        + "80 users,0,310,12.5,3,95,0,false\r\n"
                        + "80 users,1,345.5,80,4,105,2,false\r\n"
                        + "80 users,2,290.25,79,0,,0,false\r\n");
    }

    @Test
    void has_no_lines_where_no_time_series_was_kept() {
        assertThat(TimelineReport.of(Results.sweep()).text())
                .isEqualTo(String.join(",", TimelineReport.columns()) + "\r\n");
    }

    @Test
    void marks_a_simulation() {
        assertThat(TimelineReport.of(SmallRun.simulated().result())
                        .text()
                        .lines()
                        .skip(1))
                .hasSize(4)
                .allMatch(line -> line.endsWith(",true"));
    }

    @Test
    void documents_its_columns_in_their_order() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/csv.md")).stream()
                .dropWhile(line -> !line.equals("## The time series"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> Pattern.compile("`([^`]+)`")
                        .matcher(line)
                        .results()
                        .findFirst()
                        .orElseThrow()
                        .group(1))
                .toList();

        assertThat(documented).isEqualTo(TimelineReport.columns());
    }
}
