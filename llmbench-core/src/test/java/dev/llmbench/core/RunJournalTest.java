package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunRecord;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunJournalTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456789Z");
    private static final long ZERO = -987_654_321_000L;

    @TempDir
    private Path folder;

    private void write() {
        try (Journal journal = Journal.open(folder, ZERO, START)) {
            assertThat(journal.offer(new RequestRecord(
                            0,
                            0,
                            Phase.MEASURED,
                            Outcome.SUCCEEDED,
                            Optional.empty(),
                            stamps(10, 11, 12, 20, 20, 30, 31),
                            new RequestRecord.Tokens(5, 8, 7, 8, -1, 6, false, true),
                            new RequestRecord.ServerTimes(-1, 9_000),
                            new RequestRecord.Arrivals(1, new long[] {ZERO + 20}, new int[] {1}, new int[] {0}),
                            40_312)))
                    .isTrue();
            assertThat(journal.offer(new RequestRecord(
                            1,
                            1,
                            Phase.WARM_UP,
                            Outcome.FAILED,
                            Optional.of(new RequestRecord.Failure(FailureKind.CONNECT, 0, "refused")),
                            stamps(40, 41, -1, -1, -1, -1, 50),
                            new RequestRecord.Tokens(5, 8, -1, -1, -1, 0, false, true),
                            new RequestRecord.ServerTimes(-1, -1),
                            RequestRecord.Arrivals.NONE,
                            0)))
                    .isTrue();
        }
    }

    private static RequestRecord.Stamps stamps(
            long scheduled, long dequeued, long written, long event, long token, long last, long end) {
        return new RequestRecord.Stamps(
                ZERO + scheduled,
                ZERO + dequeued,
                RequestRecord.ABSENT,
                stamp(written),
                RequestRecord.ABSENT,
                RequestRecord.ABSENT,
                stamp(event),
                stamp(token),
                stamp(token),
                stamp(last),
                RequestRecord.ABSENT,
                stamp(end));
    }

    private static long stamp(long nanos) {
        return nanos < 0 ? RequestRecord.ABSENT : ZERO + nanos;
    }

    private static Optional<Duration> nanos(long nanos) {
        return Optional.of(Duration.ofNanos(nanos));
    }

    @Test
    void gives_every_request_with_its_stamps_from_the_run_s_start() {
        write();

        RunJournal journal = RunJournal.read(folder);

        assertThat(journal.startedAt()).isEqualTo(START);
        assertThat(journal.zeroNanos()).isEqualTo(ZERO);
        assertThat(journal.damage()).isEmpty();
        assertThat(journal.requests())
                .containsExactly(
                        new JournaledRequest(
                                0,
                                0,
                                JournaledRequest.Phase.MEASURED,
                                JournaledRequest.Outcome.SUCCEEDED,
                                Optional.empty(),
                                new JournaledRequest.Stamps(
                                        Duration.ofNanos(10),
                                        nanos(11),
                                        nanos(12),
                                        nanos(20),
                                        nanos(20),
                                        nanos(20),
                                        nanos(30),
                                        nanos(31)),
                                new JournaledRequest.Tokens(
                                        8, Optional.of(7L), Optional.of(8L), 6, nanos(9_000), Optional.of(5)),
                                Optional.of(40_312)),
                        new JournaledRequest(
                                1,
                                1,
                                JournaledRequest.Phase.WARM_UP,
                                JournaledRequest.Outcome.FAILED,
                                Optional.of(
                                        new JournaledRequest.Failure(FailureKind.CONNECT, Optional.empty(), "refused")),
                                new JournaledRequest.Stamps(
                                        Duration.ofNanos(40),
                                        nanos(41),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        nanos(50)),
                                new JournaledRequest.Tokens(
                                        8, Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.of(5)),
                                Optional.empty()));
        assertThat(journal.ofLevel(1)).extracting(JournaledRequest::id).containsExactly(1L);
    }

    @Test
    void knows_every_phase_and_outcome_that_a_journal_can_hold() {
        assertThat(Phase.values()).extracting(Enum::name).containsExactly(names(JournaledRequest.Phase.values()));
        assertThat(Outcome.values()).extracting(Enum::name).containsExactly(names(JournaledRequest.Outcome.values()));
    }

    private static String[] names(Enum<?>[] constants) {
        return java.util.Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }

    @Test
    void gives_what_is_whole_of_a_torn_journal() throws IOException {
        write();
        Path lines = folder.resolve("requests.jsonl");
        Files.writeString(lines, Files.readString(lines) + "{\"id\":2");

        RunJournal journal = RunJournal.read(folder);

        assertThat(journal.requests()).hasSize(2);
        assertThat(journal.damage()).contains("line 3 of requests.jsonl is torn");
    }

    @Nested
    class OfARunThatWasResumed {
        /** Three requests of the level of two users, then some of a process that resumed the run. */
        private void resumed(int later) {
            try (Journal journal = Journal.open(folder, ZERO, START)) {
                for (int id = 0; id < 3; id++) {
                    journal.offer(request(id));
                }
            }
            RunRecord record = new RunRecord("r", START, 1, "", Optional.empty(), List.of(START), Optional.empty());
            try (Journal journal =
                    new RunFolder(folder).reopenJournal(record, 3, ZERO, START).journal()) {
                for (int id = 3; id < 3 + later; id++) {
                    journal.offer(request(id));
                }
            }
        }

        private RequestRecord request(int id) {
            return new RequestRecord(
                    id,
                    1,
                    Phase.MEASURED,
                    Outcome.SUCCEEDED,
                    Optional.empty(),
                    stamps(10, 11, 12, 20, 20, 30, 31),
                    new RequestRecord.Tokens(5, 8, 7, 8, -1, 6, false, true),
                    new RequestRecord.ServerTimes(-1, 9_000),
                    RequestRecord.Arrivals.NONE,
                    0);
        }

        private List<Long> ids(RunJournal journal) {
            return journal.requests().stream().map(JournaledRequest::id).toList();
        }

        @Test
        void gives_of_a_level_the_requests_that_the_result_rests_on() {
            resumed(2);
            LevelResult level = TinyResult.level(2);
            BenchmarkResult before = TinyResult.of(START, Map.of(), level);
            BenchmarkResult after = TinyResult.of(START, Map.of("levelsByAttempt", "0: 1; 1: 2, 3"), level);
            BenchmarkResult kept = TinyResult.of(START, Map.of("levelsByAttempt", "0: 1, 2"), level);

            assertThat(ids(RunJournal.read(folder, before, request -> true))).containsExactly(0L, 1L, 2L);
            assertThat(ids(RunJournal.read(folder, kept, request -> true))).containsExactly(0L, 1L, 2L);
            assertThat(ids(RunJournal.read(folder, after, request -> true))).containsExactly(3L, 4L);
        }

        @Test
        void visits_of_a_level_the_requests_that_the_result_rests_on() {
            resumed(2);
            LevelResult level = TinyResult.level(2);
            List<Long> visited = new ArrayList<>();

            RunJournal.visit(
                    folder,
                    TinyResult.of(START, Map.of("levelsByAttempt", "0: 1; 1: 2, 3"), level),
                    (request, arrivals) -> visited.add(request.id()));

            assertThat(visited).containsExactly(3L, 4L);
        }

        @Test
        void gives_those_of_the_last_process_where_there_is_no_result() {
            resumed(2);

            assertThat(ids(RunJournal.read(folder))).containsExactly(3L, 4L);
        }

        @Test
        void looks_at_the_result_beside_it() {
            resumed(2);
            new RunFolder(folder).write(TinyResult.of(START, Map.of(), TinyResult.level(2)));

            assertThat(ids(RunJournal.read(folder))).containsExactly(0L, 1L, 2L);
        }

        @Test
        void finds_the_requests_of_a_level_before_which_another_broke() {
            resumed(0);
            LevelResult level = TinyResult.level(2);
            BenchmarkResult withoutTheFirst = TinyResult.of(START, Map.of(), level);

            RunJournal journal = RunJournal.read(folder, withoutTheFirst, request -> true);

            assertThat(journal.of(withoutTheFirst, level)).hasSize(3);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.of(withoutTheFirst, TinyResult.level(3)))
                    .withMessageContaining("no such level at 3 users");
        }
    }

    @Test
    void keeps_only_what_is_wanted() {
        write();
        BenchmarkResult result = TinyResult.of(START, Map.of(), TinyResult.level(1));

        RunJournal journal = RunJournal.read(folder, result, request -> request.level() == 0);

        assertThat(journal.requests()).extracting(JournaledRequest::id).containsExactly(0L);
    }

    @Nested
    class Visited {
        private final BenchmarkResult result = TinyResult.of(START, Map.of(), TinyResult.level(1));

        @Test
        void gives_the_arrivals_of_each_request_from_the_run_s_zero_and_keeps_no_request() {
            write();
            List<String> seen = new ArrayList<>();

            RunJournal journal = RunJournal.visit(
                    folder,
                    result,
                    (request, arrivals) -> seen.add(request.id() + ": " + arrivals.count() + " arrivals"
                            + (arrivals.count() == 0
                                    ? ""
                                    : ", " + arrivals.events(0) + " event of " + arrivals.tokens(0) + " tokens at "
                                            + arrivals.nanos(0))));

            assertThat(seen).containsExactly("0: 1 arrivals, 1 event of 0 tokens at 20", "1: 0 arrivals");
            assertThat(journal).isEqualTo(new RunJournal(START, List.of(), Optional.empty(), ZERO));
        }

        @Test
        void refuses_an_arrival_that_there_was_not() {
            write();

            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() ->
                            RunJournal.visit(folder, result, (request, arrivals) -> arrivals.nanos(arrivals.count())));
        }

        @Test
        void tells_where_the_journal_is_torn() throws IOException {
            write();
            Path lines = folder.resolve("requests.jsonl");
            Files.writeString(lines, Files.readString(lines) + "{\"id\":2");

            RunJournal journal = RunJournal.visit(folder, result, (request, arrivals) -> {});

            assertThat(journal.damage()).contains("line 3 of requests.jsonl is torn");
        }

        @Test
        void is_refused_beside_the_result_of_another_run() {
            write();
            BenchmarkResult other = TinyResult.of(START.plusSeconds(3_600), Map.of(), TinyResult.level(1));

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> RunJournal.visit(folder, other, (request, arrivals) -> {}))
                    .withMessageContaining("the journal belongs to another run than the result");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3_600})
    void is_refused_beside_the_result_of_another_run(long seconds) {
        write();
        BenchmarkResult other = TinyResult.of(START.plusSeconds(seconds), Map.of(), TinyResult.level(1));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunJournal.read(folder, other, request -> true))
                .withMessageContaining("the journal belongs to another run than the result")
                .withMessageContaining("it begins at " + START);
    }

    @Test
    void is_missing_where_a_run_kept_none() {
        assertThat(RunJournal.isIn(folder)).isFalse();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunJournal.read(folder))
                .withMessageContaining("can't be read: there is no such file or folder");
        write();
        assertThat(RunJournal.isIn(folder)).isTrue();
    }
}
