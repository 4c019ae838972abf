package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00.123456789Z");
    private static final long ZERO = -987_654_321_000L;

    @TempDir
    Path folder;

    private static List<RequestRecord> requests(long seed, int count, long zero) {
        Generator generator = new Generator(seed);
        List<RequestRecord> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(generator.request(i, zero));
        }
        return requests;
    }

    private void write(List<RequestRecord> requests, long zero) {
        Journal journal = Journal.open(folder, zero, START);
        try (journal) {
            assertThat(requests).allMatch(journal::offer);
        }
        assertThat(journal.failure()).isEmpty();
        assertThat(journal.dropped()).isZero();
        assertThat(journal.written()).isEqualTo(requests.size());
    }

    /** Arrays have no equals of their own, and only their used part counts. */
    private static List<Object> comparable(RequestRecord r) {
        int used = r.arrivals().count();
        return List.of(
                r.id(),
                r.level(),
                r.phase(),
                r.outcome(),
                r.failure(),
                r.stamps(),
                r.tokens(),
                Arrays.stream(r.arrivals().nanos(), 0, used).boxed().toList(),
                Arrays.stream(r.arrivals().events(), 0, used).boxed().toList(),
                Arrays.stream(r.arrivals().exactTokens(), 0, used).boxed().toList());
    }

    private long size(String name) throws IOException {
        return Files.size(folder.resolve(name));
    }

    private static List<List<Object>> comparable(List<RequestRecord> requests) {
        return requests.stream().map(JournalTest::comparable).toList();
    }

    @Nested
    class ReadBack {
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void gives_every_request_as_it_was(long seed) throws IOException {
            long zero = new Generator(seed).random.nextLong();
            List<RequestRecord> requests = requests(seed, 1_000, zero);
            write(requests, zero);

            List<RequestRecord> found = new ArrayList<>();
            JournalReader.Report report = JournalReader.read(folder, found::add);

            assertThat(comparable(found)).isEqualTo(comparable(requests));
            JournalReader.End end = new JournalReader.End(1_000, size("requests.jsonl"), size("events.bin"));
            assertThat(report).isEqualTo(new JournalReader.Report(1_000, zero, START, Optional.empty(), end));
        }

        @Test
        void an_empty_journal_is_whole() {
            write(List.of(), ZERO);

            assertThat(JournalReader.read(folder, request -> {}).damage()).isEmpty();
        }

        @Test
        void what_is_no_journal_is_refused() throws IOException {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> JournalReader.read(folder, request -> {}))
                    .withMessageContaining("no such file");
            Files.writeString(folder.resolve("requests.jsonl"), "");
            Files.writeString(folder.resolve("events.bin"), "something else, long enough for a header");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> JournalReader.read(folder, request -> {}))
                    .withMessageContaining("not a journal");
        }

        @ParameterizedTest
        @ValueSource(strings = {"requests.jsonl", "events.bin"})
        void a_torn_end_costs_only_the_requests_it_touches(String name) throws IOException {
            List<RequestRecord> requests = requests(7, 9, ZERO);
            write(requests, ZERO);
            Path file = folder.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            List<List<Object>> expected = comparable(requests);

            long before = 0;
            for (int length = 0; length < whole.length; length++) {
                Files.write(file, Arrays.copyOf(whole, length));
                List<RequestRecord> found = new ArrayList<>();
                JournalReader.Report report = JournalReader.read(folder, found::add);

                assertThat(comparable(found)).as("%d bytes", length).isEqualTo(expected.subList(0, found.size()));
                // A cut between two lines can't be told from a run that went no further.
                boolean betweenLines = name.endsWith("l") && (length == 0 || whole[length - 1] == '\n');
                assertThat(report.damage().isPresent() || betweenLines)
                        .as("%d bytes", length)
                        .isTrue();
                assertThat(report.records()).isEqualTo(found.size()).isGreaterThanOrEqualTo(before);
                before = report.records();
            }
            assertThat(before).isPositive();
        }

        @Test
        void a_damaged_byte_in_the_events_is_noticed() throws IOException {
            List<RequestRecord> requests = requests(8, 6, ZERO);
            write(requests, ZERO);
            Path file = folder.resolve("events.bin");
            byte[] whole = Files.readAllBytes(file);

            for (int at = ArrivalCodec.HEADER; at < whole.length; at++) {
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x10;
                Files.write(file, damaged);
                List<RequestRecord> found = new ArrayList<>();

                assertThat(JournalReader.read(folder, found::add).damage())
                        .as("byte %d", at)
                        .isPresent();
                assertThat(comparable(found)).isEqualTo(comparable(requests).subList(0, found.size()));
            }
        }
    }

    @Nested
    class Writing {
        @Test
        void reaches_the_disk_while_the_run_goes_on() {
            try (Journal journal = Journal.open(folder, ZERO, START)) {
                journal.offer(requests(1, 1, ZERO).get(0));

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> JournalReader.read(folder, request -> {}).records() == 1);
            }
        }

        @Test
        void a_full_queue_drops_and_counts_and_never_waits() {
            Output lines = new Output();
            Journal journal = new Journal(files(lines, new Output()), 4);

            List<Boolean> taken =
                    requests(2, 6, ZERO).stream().map(journal::offer).toList();
            journal.started().close();

            assertThat(taken).containsExactly(true, true, true, true, false, false);
            assertThat(journal.dropped()).isEqualTo(2);
            assertThat(journal.written()).isEqualTo(4);
            assertThat(lines.bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(4);
            assertThat(lines.closed).isTrue();
        }

        @Test
        void a_writer_that_hangs_does_not_hold_up_whoever_offers() throws InterruptedException {
            CountDownLatch hanging = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            Output stuck = new Output() {
                @Override
                public void write(byte[] from, int length) {
                    hanging.countDown();
                    awaitQuietly(goOn);
                }
            };
            Journal journal = new Journal(files(new Output(), stuck), 3).started();
            hanging.await();

            long taken = requests(3, 10, ZERO).stream().filter(journal::offer).count();
            goOn.countDown();
            journal.close();

            assertThat(taken).isEqualTo(3);
            assertThat(journal.dropped()).isEqualTo(7);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 28, 29, 100, 5_000})
        void a_full_disk_is_told_and_what_was_written_stays_readable(int room) throws IOException {
            Output lines = new Output();
            Output events = new Output();
            events.room = room;
            Journal journal = new Journal(files(lines, events), 1_000);
            List<RequestRecord> requests = requests(4, 400, ZERO);
            requests.forEach(journal::offer);

            journal.started().close();

            assertThat(journal.failure()).hasValueSatisfying(e -> assertThat(e).hasMessage("No space left on device"));
            assertThat(journal.written() + journal.dropped()).isEqualTo(requests.size());
            assertThat(journal.offer(requests.get(0))).isFalse();
            assertThat(lines.closed && events.closed).isTrue();
            Files.write(folder.resolve("requests.jsonl"), lines.bytes.toByteArray());
            Files.write(folder.resolve("events.bin"), events.bytes.toByteArray());
            List<RequestRecord> found = new ArrayList<>();
            JournalReader.read(folder, found::add);
            assertThat(comparable(found)).isEqualTo(comparable(requests).subList(0, found.size()));
            assertThat(journal.written()).isLessThanOrEqualTo(found.size());
        }

        @Test
        void what_a_full_disk_loses_is_counted_at_once() {
            Output events = new Output();
            events.room = 0;
            Journal journal = new Journal(files(new Output(), events), 1_000);
            requests(5, 400, ZERO).forEach(journal::offer);

            journal.started();

            await().atMost(Duration.ofSeconds(20)).until(() -> journal.dropped() == 400);
            journal.close();
            assertThat(journal.dropped()).isEqualTo(400);
        }

        @Test
        void what_was_offered_before_a_sync_is_forced_to_disk_behind_it() {
            Output lines = new Output();
            Journal journal = new Journal(files(lines, new Output()), 1_000).started();
            requests(6, 50, ZERO).forEach(journal::offer);

            assertThat(journal.sync()).isTrue();

            assertThat(lines.forced).isEqualTo(50);
            assertThat(journal.written()).isEqualTo(50);
            journal.close();
            assertThat(journal.sync()).isFalse();
        }

        @Test
        void a_sync_that_a_full_disk_fails_is_told() {
            Output events = new Output();
            events.room = 0;
            Journal journal = new Journal(files(new Output(), events), 1_000);
            requests(6, 50, ZERO).forEach(journal::offer);

            assertThat(journal.started().sync()).isFalse();

            journal.close();
        }

        @Test
        void closing_twice_or_offering_afterwards_does_no_harm() {
            Journal journal = Journal.open(folder, ZERO, START);

            journal.close();
            journal.close();

            assertThat(journal.offer(requests(1, 1, ZERO).get(0))).isFalse();
            assertThat(journal.dropped()).isEqualTo(1);
            assertThat(journal.failure()).isEmpty();
        }

        @Test
        void an_interrupt_while_closing_is_kept_for_the_caller() {
            Journal journal = Journal.open(folder, ZERO, START);
            journal.offer(requests(1, 1, ZERO).get(0));

            Thread.currentThread().interrupt();
            journal.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(journal.failure()).isEmpty();
            assertThat(journal.written()).isEqualTo(1);
        }
    }

    private static JournalFiles files(JournalOutput lines, JournalOutput events) {
        return new JournalFiles(lines, events, new ArrivalCodec.Header(ZERO, START), 0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A disk in memory with so much room. */
    private static class Output implements JournalOutput {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int room = Integer.MAX_VALUE;
        volatile long forced;
        volatile boolean closed;

        @Override
        public void write(byte[] from, int length) throws IOException {
            int fits = Math.min(length, room - bytes.size());
            bytes.write(from, 0, fits);
            if (fits < length) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void force() {
            forced = bytes.toString(StandardCharsets.UTF_8).lines().count();
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
