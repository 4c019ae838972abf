package dev.llmbench.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Progress.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsoleProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, UTF_8);

    @Nested
    class WithoutATerminal {
        private final ConsoleProgress progress = new ConsoleProgress(out, false, Style.ANSI, 80);

        @Test
        void prints_a_line_every_five_seconds() {
            for (int second = 0; second <= 12; second++) {
                progress.onProgress(at(second, 1, Phase.MEASURE, 0));
            }

            assertThat(printedLines()).hasSize(3);
            assertThat(printedLines().get(1)).contains("0:05");
        }

        @Test
        void prints_a_line_at_every_change_of_phase_or_level() {
            progress.onProgress(at(0, 1, Phase.WARM_UP, 0));
            progress.onProgress(at(1, 1, Phase.MEASURE, 0));
            progress.onProgress(at(2, 2, Phase.MEASURE, 0));
            progress.onProgress(at(3, 2, Phase.MEASURE, 0));

            assertThat(printedLines()).hasSize(3);
            assertThat(printedLines().get(0)).startsWith("warm-up 1/3 8 users");
        }

        @Test
        void prints_no_control_character_even_where_colour_was_asked_for() {
            progress.onProgress(at(0, 1, Phase.MEASURE, 5));
            progress.onLevel(Levels.users(8).build());

            assertThat(printed().replace(System.lineSeparator(), "").chars()).noneMatch(Character::isISOControl);
        }

        @Test
        void tells_everything() {
            progress.onProgress(at(7, 1, Phase.MEASURE, 3));

            assertThat(printedLines())
                    .containsExactly("measure 1/3 8 users  45 %  ~1,230 tok/s  3 failed  0:07  ETA 2:10  8 in flight"
                            + "  ~12.3K tokens  120 done  peak ~1,300");
        }
    }

    @Nested
    class OnATerminal {
        private final ConsoleProgress progress = new ConsoleProgress(out, true, Style.PLAIN, 60);

        @Test
        void changes_one_line_in_place() {
            progress.onProgress(at(1, 1, Phase.MEASURE, 0));
            progress.onProgress(at(2, 1, Phase.MEASURE, 0));

            assertThat(printed()).startsWith("\r").doesNotContain("\n");
            assertThat(printed().split("\r", -1))
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line.length()).isLessThan(60));
        }

        @Test
        void overwrites_what_a_longer_line_left() {
            progress.onProgress(at(3_599, 1, Phase.MEASURE, 123_456));
            progress.onProgress(at(1, 1, Phase.REST, 0));

            String[] lines = printed().split("\r", -1);
            assertThat(lines[2].length()).isGreaterThanOrEqualTo(lines[1].length());
        }

        @Test
        void leaves_a_line_of_its_own_for_a_finished_level() {
            progress.onProgress(at(1, 1, Phase.MEASURE, 0));
            progress.onLevel(Levels.users(8).build());

            String last = printedLines().get(printedLines().size() - 1);
            assertThat(last)
                    .isEqualTo(
                            "8 users: 333 output tok/s ±6.7, TTFT p50 99.7 ms p99 187 ms, ITL p50 10 ms, 100 requests,"
                                    + " success 100 %, served 100 %, VALID");
        }

        @Test
        void clears_the_line_when_the_run_is_over() {
            progress.onProgress(at(1, 1, Phase.MEASURE, 0));
            progress.onProgress(at(2, 3, Phase.DONE, 0));

            assertThat(printed()).endsWith(" \r");
        }

        @Test
        void colours_failures_only_where_colour_is_wanted() {
            progress.onProgress(at(1, 1, Phase.MEASURE, 5));
            assertThat(printed()).contains("5 failed").doesNotContain("\u001B");

            new ConsoleProgress(out, true, Style.ANSI, 80).onProgress(at(1, 1, Phase.MEASURE, 5));
            assertThat(printed()).contains("\u001B[1;31m5 failed\u001B[0m");
        }
    }

    @Test
    void refuses_a_width_that_is_too_small_for_anything() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleProgress(out, true, Style.PLAIN, 39))
                .withMessageContaining("at least 40")
                .withMessageContaining("39");
    }

    private String printed() {
        return bytes.toString(UTF_8);
    }

    private List<String> printedLines() {
        return printed().lines().toList();
    }

    private static Progress at(long second, int level, Phase phase, long failed) {
        return new Progress(
                new Progress.Level(level, 3, new LoadLevel.Users(8)),
                phase,
                new Progress.Time(Duration.ofSeconds(second), 0.45, Optional.of(Duration.ofSeconds(130))),
                new Progress.Tokens(12_345, 1_234, 1_300, true, Optional.empty(), 12_345),
                new Progress.Requests(8, 120, failed, 0));
    }
}
