package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.FailureKind;
import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                            new RequestRecord.Arrivals(1, new long[] {ZERO + 20}, new int[] {1}, new int[] {0}))))
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
                            RequestRecord.Arrivals.NONE)))
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
                                new JournaledRequest.Tokens(8, Optional.of(7L), Optional.of(8L), 6, nanos(9_000))),
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
                                        8, Optional.empty(), Optional.empty(), 0, Optional.empty())));
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
