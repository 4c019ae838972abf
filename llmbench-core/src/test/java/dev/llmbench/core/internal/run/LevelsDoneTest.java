package dev.llmbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.TinyResult;
import dev.llmbench.core.internal.file.FinishedLevel;
import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunRecord;
import dev.llmbench.core.internal.secret.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LevelsDoneTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(170);
    private static final LevelResult FIRST = TinyResult.level(1);
    private static final LevelResult CUT = TinyResult.level(2, LONG, Ending.CANCELLED);

    @TempDir
    private Path folder;

    /** Resumed once: the first level of three is over, the second was cut after 170 s of its window. */
    private static LevelsDone resumed() {
        RunRecord record = new RunRecord("r", START, 1, "", Optional.empty(), List.of(START), Optional.empty());
        return new LevelsDone(new RunStart(
                record,
                List.of(new FinishedLevel(0, 0, 7, false, Optional.of(FIRST))),
                Optional.of(TinyResult.of(START, Map.of(), FIRST, CUT)),
                7,
                Optional.empty()));
    }

    private static String byAttempt(LevelsDone levels) {
        return levels.withResumptions(Map.of()).get("levelsByAttempt");
    }

    private static LevelResult cutAfter(Duration window) {
        return TinyResult.level(2, window, Ending.CANCELLED);
    }

    @Nested
    class ALevelThatWasCut {
        @Test
        void is_measured_again_and_stays_until_it_is() {
            LevelsDone levels = resumed();

            assertThat(levels.has(1)).isFalse();
            assertThat(levels.results()).containsExactly(FIRST, CUT);
            assertThat(byAttempt(levels)).isEqualTo("0: 1, 2");
        }

        @Test
        void stays_where_the_next_process_is_cut_even_earlier() {
            LevelsDone levels = resumed();

            levels.add(1, cutAfter(Duration.ofSeconds(2)));

            assertThat(levels.results()).containsExactly(FIRST, CUT);
            assertThat(byAttempt(levels)).isEqualTo("0: 1, 2");
        }

        @Test
        void gives_way_to_a_longer_window() {
            LevelsDone levels = resumed();
            LevelResult longer = cutAfter(LONG.plusSeconds(1));

            levels.add(1, longer);

            assertThat(levels.results()).containsExactly(FIRST, longer);
            assertThat(byAttempt(levels)).isEqualTo("0: 1; 1: 2");
        }

        @Test
        void gives_way_to_a_window_that_went_as_planned() {
            LevelsDone levels = resumed();
            LevelResult whole = TinyResult.level(2, Duration.ofSeconds(3), Ending.STOPPED_BY_ERRORS);

            levels.add(1, whole);

            assertThat(levels.results()).containsExactly(FIRST, whole);
        }

        @Test
        void is_gone_where_the_next_process_ended_it_as_planned_before_its_window() {
            LevelsDone levels = resumed();

            levels.finish(1, false, OptionalLong.of(9), Optional.empty());

            assertThat(levels.results()).containsExactly(FIRST);
            assertThat(levels.has(1)).isTrue();
            assertThat(byAttempt(levels)).isEqualTo("0: 1");
        }
    }

    @Nested
    class ALevelThatIsOver {
        @Test
        void is_kept_where_its_requests_are_on_disk() {
            LevelsDone levels = resumed();
            levels.add(2, TinyResult.level(3));

            levels.finish(2, false, OptionalLong.of(12), Optional.of(new RunFolder(folder)));

            assertThat(folder.resolve("levels/2.json")).content().contains("\"journalled\" : 12");
        }

        @Test
        void is_not_kept_where_nobody_knows_whether_its_requests_are() {
            LevelsDone levels = resumed();
            levels.add(2, TinyResult.level(3));

            levels.finish(2, false, OptionalLong.empty(), Optional.of(new RunFolder(folder)));

            assertThat(folder).isEmptyDirectory();
            assertThat(levels.results()).hasSize(3);
        }

        @Test
        void has_requests_of_which_nobody_knows_once_the_journal_can_not_be_forced_to_disk() {
            Journal journal = Journal.open(folder, 0, START);
            DetailSink sink = new DetailSink(Optional.of(new Journal.Reopened(journal, 5, 5)), Redactor.none());
            assertThat(sink.kept()).hasValue(5);

            journal.close();

            assertThat(sink.kept()).isEmpty();
        }
    }
}
