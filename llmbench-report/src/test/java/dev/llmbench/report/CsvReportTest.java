package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {
    @Nested
    class Columns {
        @Test
        void are_the_head_line_and_each_named_once() {
            String head =
                    CsvReport.of(Results.sweep()).text().lines().findFirst().orElseThrow();

            assertThat(List.of(head.split(","))).isEqualTo(CsvReport.columns()).doesNotHaveDuplicates();
        }

        @Test
        void have_names_in_snake_case() {
            assertThat(CsvReport.columns())
                    .allMatch(Pattern.compile("[a-z0-9]+(_[a-z0-9]+)*").asMatchPredicate());
        }

        @Test
        void are_documented_in_their_order() throws IOException {
            List<String> documented = Files.readAllLines(Path.of("../docs/csv.md")).stream()
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| `"))
                    .map(line -> line.substring(0, line.indexOf('|', 1)))
                    .flatMap(
                            names -> Pattern.compile("`([^`]+)`").matcher(names).results())
                    .map(match -> match.group(1))
                    .toList();

            assertThat(documented).isEqualTo(CsvReport.columns());
        }
    }

    @Nested
    class Values {
        @Test
        void are_one_line_a_level() {
            assertThat(lines(Results.sweep()))
                    .hasSize(3)
                    .extracting(line -> line.get("users"))
                    .containsExactly("1", "8", "64");
        }

        @Test
        void tell_levels_of_one_load_apart_by_lengths_and_repeat() {
            assertThat(lines(SmallRun.measured().ofTwoLengths().result()))
                    .extracting(line -> line.get("input_tokens_wanted") + " " + line.get("output_tokens_wanted") + " "
                            + line.get("repeat"))
                    .containsExactly("100 50 1", "100 200 1");
            assertThat(lines(SmallRun.measured().ofAnyLength().result()).get(0))
                    .containsEntry("input_tokens_wanted", "10-200")
                    .containsEntry("output_tokens_wanted", "10-100");
        }

        @Test
        void name_a_saturation_as_such() {
            assertThat(lines(SmallRun.measured().asSaturation().result()))
                    .extracting(line -> line.get("load_kind"))
                    .containsExactly("saturation", "closed");
        }

        @Test
        void are_not_rounded() {
            Map<String, String> busy = lines(Results.openLoop()).get(1);

            assertThat(busy)
                    .containsEntry("output_tokens_per_s", "2333.333333333333")
                    .containsEntry("ttft_from_schedule_p50_ms", "2099.1")
                    .containsEntry("drain_s", "2.15");
        }

        @Test
        void are_empty_where_there_is_none() {
            Map<String, String> line = lines(Results.allFailed()).get(0);

            assertThat(line)
                    .containsEntry("offered_requests_per_s", "")
                    .containsEntry("ttft_p50_ms", "")
                    .containsEntry("itl_p99_ms", "")
                    .containsEntry("output_tokens_per_s_low", "")
                    .containsEntry("cost_per_month", "")
                    .containsEntry("best", "");
        }

        @Test
        void are_inf_where_nothing_bounds_them() {
            assertThat(lines(Results.allFailed()).get(0)).containsEntry("ttft_all_p50_ms", "inf");
            assertThat(lines(Results.openLoop()).get(1))
                    .containsEntry("ttft_from_schedule_all_p99_ms", "inf")
                    .containsEntry("ttft_from_schedule_p99_ms", "4140.217");
        }

        @Test
        void count_the_requests_of_the_window_so_that_they_add_up() {
            Map<String, String> busy = lines(Results.openLoop()).get(1);

            assertThat(busy)
                    .containsEntry("offered", "960")
                    .containsEntry("succeeded", "700")
                    .containsEntry("failed", "60")
                    .containsEntry("failed_rate_limited", "50")
                    .containsEntry("dropped", "200");
        }

        @Test
        void tell_a_simulation() {
            assertThat(lines(Results.simulated()))
                    .allSatisfy(line -> assertThat(line).containsEntry("simulated", "true"));
        }

        @Test
        void tell_which_level_is_best() {
            assertThat(lines(Results.sweep()))
                    .extracting(line -> line.get("best"))
                    .containsExactly("false", "true", "false");
        }
    }

    @Nested
    class TextFromElsewhere {
        @ParameterizedTest
        @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", " =1", "＝1"})
        void is_never_a_formula(String text) {
            Map<String, String> line = lines(Results.hostile(text)).get(0);

            assertThat(line.get("engine")).startsWith("'").hasSizeGreaterThan(1);
        }

        @Test
        void is_quoted_where_it_holds_separators() {
            String text = CsvReport.of(Results.hostile("a, \"b\"\nc")).text();

            assertThat(text).contains(",\"a, \"\"b\"\" c\",");
            assertThat(lines(Results.hostile("a, \"b\"\nc")).get(0)).containsEntry("engine", "a, \"b\" c");
        }
    }

    /** Reads CSV as RFC 4180 has it. */
    private static List<Map<String, String>> lines(BenchmarkResult result) {
        String text = CsvReport.of(result).text();
        assertThat(text).endsWith("\r\n");
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            List<String> fields = new ArrayList<>();
            var matcher = Pattern.compile("\\G(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))(?:,|$)")
                    .matcher(line);
            while (fields.size() < CsvReport.columns().size() && matcher.find()) {
                fields.add(matcher.group(1) != null ? matcher.group(1).replace("\"\"", "\"") : matcher.group(2));
            }
            assertThat(fields).as(line).hasSameSizeAs(CsvReport.columns());
            rows.add(fields);
        }
        return rows.subList(1, rows.size()).stream()
                .map(row -> {
                    Map<String, String> values = new HashMap<>();
                    for (int i = 0; i < row.size(); i++) {
                        values.put(rows.get(0).get(i), row.get(i));
                    }
                    return values;
                })
                .toList();
    }
}
