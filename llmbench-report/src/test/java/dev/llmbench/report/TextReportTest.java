package dev.llmbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.BenchmarkResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextReportTest {
    private static final String RULE = "─";

    static Stream<BenchmarkResult> results() {
        return Stream.of(
                Results.sweep(),
                Results.openLoop(),
                Results.allFailed(),
                Results.cancelled(),
                Results.simulated(),
                Results.withoutUsage(),
                Results.nothingMeasured(),
                Results.hostile("https://example.org/" + "a".repeat(200)));
    }

    @Nested
    class OfRepeats {
        private final String text = TextReport.of(Results.repeats()).width(200).text();

        @Test
        void tells_the_mean_and_the_spread_of_the_rounds_that_can_be_used() {
            assertThat(text)
                    .contains("8 users, 1024 in, 200 out: 3 rounds, output 1,200 (1,100 to 1,300) tok/s")
                    .contains("8 users, 128 in, 200 out: 2 rounds, 1 INVALID left out, output 1,200 (1,100 to 1,300)");
        }

        @Test
        void shows_lengths_and_round_of_each_level() {
            assertThat(text).contains("repeat").contains("in ").contains("tokens");
        }
    }

    @Nested
    class OfARace {
        @Test
        void that_was_won_tells_when() {
            assertThat(TextReport.of(Results.race(Optional.of(Duration.ofMillis(412_300))))
                            .width(120)
                            .text())
                    .containsSubsequence(
                            "Race, 80 users",
                            "1,000,000 output tokens after 412.30 s",
                            "Output tokens: 1,000,320",
                            "Elapsed: 412.30 s (6.87 min)");
        }

        @Test
        void that_was_not_won_says_so() {
            assertThat(TextReport.of(Results.race(Optional.empty())).width(120).text())
                    .contains("The target of 1,000,000 output tokens was not reached");
        }
    }

    @Nested
    class AsApproved {
        @Test
        void tells_a_sweep() {
            Approved.verify("sweep.txt", TextReport.of(Results.sweep()).text());
        }

        @Test
        void tells_a_sweep_on_a_wide_terminal() {
            Approved.verify(
                    "sweep-wide.txt", TextReport.of(Results.sweep()).width(200).text());
        }

        @Test
        void tells_an_open_loop() {
            Approved.verify("open-loop.txt", TextReport.of(Results.openLoop()).text());
        }

        @Test
        void tells_that_every_request_failed() {
            Approved.verify(
                    "all-failed.txt",
                    TextReport.of(Results.allFailed()).width(80).text());
        }

        @Test
        void tells_that_the_user_ended_the_run() {
            Approved.verify("cancelled.txt", TextReport.of(Results.cancelled()).text());
        }

        @Test
        void tells_what_rests_on_estimates() {
            Approved.verify(
                    "without-usage.txt", TextReport.of(Results.withoutUsage()).text());
        }
    }

    @Nested
    class Layout {
        @ParameterizedTest
        @MethodSource("dev.llmbench.report.TextReportTest#results")
        void keeps_every_line_within_the_width(BenchmarkResult result) {
            for (int width : new int[] {40, 41, 60, 80, 100, 120, 200}) {
                String text = TextReport.of(result).width(width).text();

                assertThat(text.lines())
                        .allSatisfy(line -> assertThat(length(line)).as(line).isLessThanOrEqualTo(width));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {40, 60, 80, 120, 200})
        void makes_the_rows_of_the_table_equally_long(int width) {
            List<String> lines =
                    TextReport.of(Results.sweep()).width(width).text().lines().toList();

            int rule = indexOfRule(lines);
            assertThat(lines.subList(rule - 1, rule + 4))
                    .extracting(TextReportTest::length)
                    .containsOnly(length(lines.get(rule)));
        }

        @Test
        void leaves_out_the_least_important_columns_and_names_them() {
            String narrow = TextReport.of(Results.sweep()).width(60).text();
            String wide = TextReport.of(Results.sweep()).width(200).text();

            assertThat(narrow)
                    .containsPattern("users +tok/s")
                    .contains("verdict")
                    .contains("Left out for want of width");
            assertThat(wide).contains("mean in").doesNotContain("Left out");
        }

        @ParameterizedTest
        @ValueSource(ints = {39, 0, -1})
        void refuses_a_width_that_is_too_small_for_anything(int width) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TextReport.of(Results.sweep()).width(width))
                    .withMessageContaining("at least 40")
                    .withMessageContaining(String.valueOf(width));
        }
    }

    @Nested
    class Colour {
        @ParameterizedTest
        @MethodSource("dev.llmbench.report.TextReportTest#results")
        void is_absent_unless_asked_for(BenchmarkResult result) {
            String text = TextReport.of(result).text();

            assertThat(text.replace("\n", "").chars()).noneMatch(Character::isISOControl);
        }

        @ParameterizedTest
        @MethodSource("dev.llmbench.report.TextReportTest#results")
        void changes_nothing_but_colours(BenchmarkResult result) {
            String coloured = TextReport.of(result).style(Style.ANSI).text();

            assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", ""))
                    .isEqualTo(TextReport.of(result).text());
        }

        @Test
        void marks_verdicts() {
            String text = TextReport.of(Results.sweep()).style(Style.ANSI).text();

            assertThat(text).contains("\u001B[32mVALID\u001B[0m").contains("\u001B[33mSUSPECT\u001B[0m");
        }
    }

    @Nested
    class Honesty {
        @Test
        void puts_the_mark_of_a_simulation_before_everything_else() {
            List<String> lines =
                    TextReport.of(Results.simulated()).text().lines().toList();

            assertThat(lines.get(1)).startsWith("SIMULATED");
        }

        @Test
        void labels_the_cost_of_a_single_stream() {
            assertThat(TextReport.of(Results.singleStream()).width(200).text())
                    .containsPattern("At 1 user: .* a month\\. Single stream: says little about a loaded server\\.");
        }

        @Test
        void says_how_much_of_a_run_is_missing() {
            assertThat(TextReport.of(Results.cancelled()).text()).contains("2 of 3 levels measured");
            assertThat(TextReport.of(Results.nothingMeasured()).text()).contains("Nothing was measured");
        }

        @Test
        void shows_failed_and_dropped_requests_as_infinitely_slow_beside_those_that_succeeded() {
            String text = TextReport.of(Results.openLoop()).width(200).text();

            assertThat(text)
                    .containsPattern("16 .* ∞ +∞ ")
                    .contains("Requests that succeeded")
                    .contains("p99 4.14 s");
        }

        @Test
        void names_the_limit_and_the_remedy_of_what_makes_a_level_doubtful() {
            String text = TextReport.of(Results.sweep()).width(200).text();

            assertThat(text)
                    .contains("64 users SUSPECT: event-loop lag p99 12.0 ms (limit 10 ms)")
                    .contains("What to do about event-loop lag p99: ")
                    .contains("NOT CHECKED: above the hardware's roofline (hardware unknown)");
        }
    }

    @Nested
    class TextFromElsewhere {
        @Test
        void cannot_control_the_terminal_or_begin_a_line() {
            String hostile = "\u001B]0;owned\u0007\u001B[2J\r\nVALID \u202Egnp\u009B31m";

            String text = TextReport.of(Results.hostile(hostile)).text();

            assertThat(text.replace("\n", "").codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(point -> Character.getType(point) == Character.FORMAT);
            assertThat(text.lines()).noneMatch(line -> line.startsWith("VALID"));
        }

        @Test
        void is_cut_where_it_would_flood_the_report() {
            String text = TextReport.of(Results.hostile("x".repeat(100_000))).text();

            assertThat(text).hasSizeLessThan(20_000).contains("…");
        }
    }

    private static int indexOfRule(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(RULE)) {
                return i;
            }
        }
        throw new AssertionError("no table in " + lines);
    }

    private static int length(String line) {
        return line.codePointCount(0, line.length());
    }
}
