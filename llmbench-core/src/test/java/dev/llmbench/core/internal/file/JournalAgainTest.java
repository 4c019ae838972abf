package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The journal of a run whose process was killed, when another process goes on. */
class JournalAgainTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final long ZERO = 5_000_000_000L;

    /** The second process: an hour later, by a ticker that has nothing to do with the first one's. */
    private static final ArrivalCodec.Header LATER = new ArrivalCodec.Header(-77, START.plusSeconds(3_600));

    private static final long LATER_ZERO = -77 - 3_600_000_000_000L;

    @TempDir
    Path folder;

    private static List<RequestRecord> requests(long seed, int first, int count, long zero) {
        Generator generator = new Generator(seed);
        return IntStream.range(first, first + count)
                .mapToObj(id -> generator.request(id, zero))
                .toList();
    }

    private void begin(int count) {
        try (Journal journal = Journal.open(folder, ZERO, START)) {
            requests(1, 0, count, ZERO).forEach(journal::offer);
        }
    }

    private record Read(List<Long> ids, List<Integer> attempts, List<Long> stamps, JournalReader.Report report) {}

    private Read read() {
        List<Long> ids = new ArrayList<>();
        List<Integer> attempts = new ArrayList<>();
        List<Long> stamps = new ArrayList<>();
        JournalReader.Report report = JournalReader.readAttempts(folder, (request, attempt, zeroNanos) -> {
            ids.add(request.id());
            attempts.add(attempt);
            stamps.add(request.stamps().scheduled());
        });
        return new Read(ids, attempts, stamps, report);
    }

    private static List<Long> upTo(long end) {
        return LongStream.range(0, end).boxed().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"requests.jsonl", "events.bin"})
    void goes_on_behind_what_is_whole_wherever_the_end_is_torn(String name) throws IOException {
        begin(5);
        byte[] lines = Files.readAllBytes(folder.resolve("requests.jsonl"));
        byte[] events = Files.readAllBytes(folder.resolve("events.bin"));
        byte[] whole = name.startsWith("r") ? lines : events;
        for (int length = name.startsWith("r") ? 0 : ArrivalCodec.HEADER; length <= whole.length; length++) {
            Files.write(folder.resolve("requests.jsonl"), lines);
            Files.write(folder.resolve("events.bin"), events);
            Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
            long left = read().report().records();

            Journal.Reopened again = JournalAgain.open(folder, 1, left, LATER);
            try (Journal journal = again.journal()) {
                requests(2, Math.toIntExact(again.nextId()), 4, LATER_ZERO).forEach(journal::offer);
            }

            assertThat(again.records()).isEqualTo(left);
            Read read = read();
            assertThat(read.report().damage()).as("%d bytes", length).isEmpty();
            assertThat(read.ids()).as("%d bytes", length).isEqualTo(upTo(left + 4));
            assertThat(read.attempts().subList(0, (int) left)).allMatch(attempt -> attempt == 0);
            assertThat(read.attempts().subList((int) left, (int) left + 4)).containsOnly(1);
        }
    }

    @Test
    void keeps_one_zero_for_the_stamps_of_all_processes_by_the_wall_clock() {
        begin(1);
        RequestRecord later = requests(2, 1, 100, LATER_ZERO).stream()
                .filter(request -> request.stamps().scheduled() != RequestRecord.ABSENT)
                .findFirst()
                .orElseThrow();
        try (Journal journal = JournalAgain.open(folder, 1, 1, LATER).journal()) {
            journal.offer(later);
        }

        long sinceZero = later.stamps().scheduled() - LATER_ZERO;
        assertThat(read().stamps().get(1)).isEqualTo(ZERO + sinceZero);
        assertThat(read().report().startedAt()).isEqualTo(START);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 27})
    void begins_anew_where_the_process_before_had_not_written_a_head(int length) throws IOException {
        if (length >= 0) {
            Files.write(folder.resolve("requests.jsonl"), new byte[0]);
            Files.write(folder.resolve("events.bin"), new byte[length]);
        }

        Journal.Reopened again = JournalAgain.open(folder, 2, 0, LATER);
        try (Journal journal = again.journal()) {
            requests(2, 0, 3, LATER.zeroNanos()).forEach(journal::offer);
        }

        assertThat(again.nextId()).isZero();
        assertThat(read().ids()).isEqualTo(upTo(3));
        assertThat(read().attempts()).containsOnly(2);
        assertThat(read().report().startedAt()).isEqualTo(LATER.startedAt());
    }

    @ParameterizedTest
    @MethodSource("lengthsWithinTheHead")
    void begins_anew_where_lines_were_written_and_the_head_was_not(int length) throws IOException {
        begin(4);
        Path events = folder.resolve("events.bin");
        Files.write(events, Arrays.copyOf(Files.readAllBytes(events), length));

        Journal.Reopened again = JournalAgain.open(folder, 1, 0, LATER);
        try (Journal journal = again.journal()) {
            requests(2, 0, 3, LATER.zeroNanos()).forEach(journal::offer);
        }

        assertThat(read().report().damage()).isEmpty();
        assertThat(read().ids()).isEqualTo(upTo(3));
        assertThat(read().attempts()).containsOnly(1);
    }

    static IntStream lengthsWithinTheHead() {
        return IntStream.range(0, ArrivalCodec.HEADER);
    }

    @Test
    void is_refused_and_left_alone_where_requests_of_finished_levels_are_lost() throws IOException {
        begin(9);
        Path events = folder.resolve("events.bin");
        byte[] damaged = Files.readAllBytes(events);
        damaged[ArrivalCodec.HEADER + 8] ^= 1;
        Files.write(events, damaged);
        byte[] lines = Files.readAllBytes(folder.resolve("requests.jsonl"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JournalAgain.open(folder, 1, 9, LATER))
                .withMessageContaining("of the 9 requests of its finished levels can be read")
                .withMessageContaining("Nothing was changed");

        assertThat(Files.readAllBytes(events)).isEqualTo(damaged);
        assertThat(Files.readAllBytes(folder.resolve("requests.jsonl"))).isEqualTo(lines);
    }

    @Test
    void is_refused_where_it_is_gone_although_levels_are_finished() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> JournalAgain.open(folder, 1, 3, LATER))
                .withMessageContaining("0 of the 3 requests");
        assertThat(folder).isEmptyDirectory();
    }
}
