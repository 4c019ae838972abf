package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTest {
    private static final List<String> BUSY = List.of("sh", "-c", "while :; do :; done");

    @TempDir
    Path folder;

    @BeforeEach
    void needs_proc() {
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "no /proc on this system");
    }

    @Test
    void counts_the_cpu_time_of_a_child_of_the_process() {
        List<String> parent = List.of("sh", "-c", "sh -c 'while :; do :; done' & wait");
        long begun = System.nanoTime();
        try (Watched busy = Watched.start(-1, folder.resolve("log"), parent)) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> busy.cpuSecondsBetween(begun, System.nanoTime()) > 0.2);

            assertThat(busy.cpuSecondsBetween(begun, System.nanoTime()))
                    .isLessThanOrEqualTo((System.nanoTime() - begun) / 1e9 + 0.05);
        }
    }

    @Test
    void ends_the_process_and_its_children() {
        Watched busy = Watched.start(-1, folder.resolve("log"), List.of("sh", "-c", "sh -c 'sleep 60' & wait"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> busy.handle().descendants().count() > 0);
        List<ProcessHandle> all =
                List.of(busy.handle(), busy.handle().descendants().findFirst().orElseThrow());

        busy.close();

        await().atMost(Duration.ofSeconds(20)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void leaves_a_process_alone_that_it_did_not_start() throws IOException {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        try {
            Watched.of(sleeping.toHandle()).close();

            assertThat(sleeping.isAlive()).isTrue();
        } finally {
            sleeping.destroyForcibly();
        }
    }

    @Test
    void sees_the_memory_that_a_process_holds() {
        long begun = System.nanoTime();
        try (Watched self = Watched.of(ProcessHandle.current())) {
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> self.peakPssBytes(begun, System.nanoTime()) > 0);

            assertThat(self.medianPssBytes(begun, System.nanoTime())).isGreaterThan(16 * 1024 * 1024);
        }
    }

    @Test
    void keeps_what_a_process_prints() throws IOException {
        Path log = folder.resolve("log");
        try (Watched speaking = Watched.start(-1, log, List.of("sh", "-c", "echo out; echo error >&2"))) {
            assertThat(speaking.await(Duration.ofSeconds(20))).isTrue();
        }

        assertThat(Watched.outputOf(log)).hasContent("out");
        assertThat(log).hasContent("error");
    }

    @Test
    void pins_by_taskset() {
        assertThat(Watched.pinned(1, BUSY)).startsWith("taskset", "-c", "1", "sh");
        assertThat(Watched.pinned(-1, BUSY)).isEqualTo(BUSY);
    }

    @Test
    void reads_ticks_behind_a_name_with_blanks_and_parentheses() {
        String stat = "42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 20 30 20 0 1 0 100 1000 100";

        assertThat(ProcessTree.cpuSeconds(stat)).isCloseTo(2.5, within(1e-9));
    }

    @Test
    void reads_the_proportional_set_size_and_not_its_parts() {
        String smaps = "55e0-7ffd ---p 00000000 00:00 0 [rollup]\nRss: 900 kB\nPss: 700 kB\nPss_Dirty: 100 kB\n";

        assertThat(ProcessTree.pssBytes(smaps)).isEqualTo(700 * 1024);
    }

    @Test
    void reads_stolen_ticks_without_counting_guests_twice() {
        Steal.Times times = Steal.Times.parse("cpu  100 1 20 300 4 5 6 64 50 7\ncpu0 1 2 3 4 5 6 7 8 9 10\n");

        assertThat(times).isEqualTo(new Steal.Times(64, 500));
    }
}
