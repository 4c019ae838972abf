package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Run;
import dev.llmbench.api.Stop;
import dev.llmbench.api.TargetException;
import dev.llmbench.core.Benchmark;
import dev.llmbench.core.Results;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunControlTest {
    private static final TokenAnswer QUICK =
            Answers.tokens(3).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(2));
    private static final TokenAnswer SLOW =
            Answers.tokens(40).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(10));
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @AfterEach
    void no_thread_is_left() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .filteredOn(Thread::isAlive)
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("llmbench-")));
    }

    private static void until(Run run, Progress.Phase phase, int completed) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Progress now = run.snapshot();
            return now.phase() == phase && now.requests().completed() >= completed;
        });
    }

    @Nested
    class ARunThatIsCancelled {
        @Test
        void in_its_warm_up_has_measured_nothing() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(QUICK))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(2, 4), folder)
                        .warmUp(LONG)
                        .rampUp(Duration.ZERO)
                        .start();
                until(run, Progress.Phase.WARM_UP, 5);

                run.cancel();
                BenchmarkResult result = run.await();

                assertThat(result.run().ending()).isEqualTo(Ending.CANCELLED);
                assertThat(result.run().endedBecause()).isPresent();
                assertThat(result.levels()).hasSizeLessThanOrEqualTo(1);
                assertThat(Results.read(Runs.onlyRun(folder))).isEqualTo(result);
            }
        }

        @Test
        void in_its_window_keeps_what_it_has_measured() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(SLOW))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(4, 8), folder)
                        .measureFor(LONG)
                        .start();
                until(run, Progress.Phase.MEASURE, 6);

                run.cancel();
                BenchmarkResult result = run.await();

                assertThat(result.run().ending()).isEqualTo(Ending.CANCELLED);
                LevelResult level = Runs.onlyLevel(result, Runs.journal(folder));
                assertThat(level.window().ending()).isEqualTo(Ending.CANCELLED);
                assertThat(level.window().length()).isBetween(Duration.ofMillis(400), Duration.ofSeconds(40));
                assertThat(level.counts().measured().succeeded()).isGreaterThanOrEqualTo(6);
                assertThat(level.counts().measured().censored()).isBetween(1L, 4L);
                assertThat(level.throughput().outputTokens().perSecond()).isPositive();
                assertThat(Results.read(Runs.onlyRun(folder))).isEqualTo(result);
            }
        }

        @Test
        void while_a_server_keeps_the_probe_waiting_ends_at_once() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(Answers.hang()))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                        .start();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> !server.stamps().isEmpty());
                assertThat(run.snapshot().phase()).isEqualTo(Progress.Phase.PROBE);

                run.cancel();
                BenchmarkResult result = run.await();

                assertThat(result.run().ending()).isEqualTo(Ending.CANCELLED);
                assertThat(result.run().elapsed()).isLessThan(Duration.ofSeconds(30));
                assertThat(result.levels()).isEmpty();
            }
        }

        @Test
        void after_its_end_is_still_complete() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(QUICK))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                        .stopAfter(Stop.requests(2))
                        .start();
                BenchmarkResult result = run.await();

                run.cancel();

                assertThat(run.await()).isSameAs(result);
                assertThat(result.run().ending()).isEqualTo(Ending.COMPLETED);
            }
        }
    }

    @Nested
    class AThreadThatWaitsForARun {
        @Test
        void and_is_interrupted_gets_the_partial_result_and_keeps_its_interrupt() throws InterruptedException {
            try (ScriptedServer server = ScriptedServer.start(Script.of(QUICK))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(2), folder)
                        .measureFor(LONG)
                        .start();
                AtomicReference<BenchmarkResult> result = new AtomicReference<>();
                AtomicReference<Boolean> interrupted = new AtomicReference<>(false);
                Thread waiting = new Thread(() -> {
                    result.set(run.await());
                    interrupted.set(Thread.currentThread().isInterrupted());
                });
                waiting.start();
                until(run, Progress.Phase.MEASURE, 5);

                waiting.interrupt();
                waiting.join(20_000);

                assertThat(result.get().run().ending()).isEqualTo(Ending.CANCELLED);
                assertThat(result.get().levels()).hasSize(1);
                assertThat(interrupted.get()).isTrue();
            }
        }
    }

    @Nested
    class Snapshots {
        @Test
        void tell_how_far_a_run_is_and_never_go_back() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(QUICK))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(2), folder)
                        .measureFor(Duration.ofMillis(1_500))
                        .start();
                AtomicReference<Progress> before = new AtomicReference<>(run.snapshot());

                await().pollInterval(Duration.ofMillis(20))
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> {
                            Progress now = run.snapshot();
                            Progress last = before.getAndSet(now);
                            assertThat(now.phase()).isGreaterThanOrEqualTo(last.phase());
                            assertThat(now.tokens().output())
                                    .isGreaterThanOrEqualTo(last.tokens().output());
                            assertThat(now.requests().completed())
                                    .isGreaterThanOrEqualTo(last.requests().completed());
                            assertThat(now.time().fraction()).isBetween(0.0, 1.0);
                            assertThat(now.requests().inFlight()).isBetween(0L, 2L);
                            return now.phase() == Progress.Phase.DONE;
                        });

                BenchmarkResult result = run.await();
                assertThat(before.get().requests().completed())
                        .isEqualTo(result.levels().get(0).counts().overall().succeeded());
            }
        }
    }

    @Nested
    class TheTimeThatIsLeft {
        @Test
        void is_told_by_the_rate_where_a_count_ends_the_window_before_its_time() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(SLOW))) {
                Run run = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                        .measureFor(LONG)
                        .stopAfter(Stop.requests(20))
                        .start();
                until(run, Progress.Phase.MEASURE, 4);

                assertThat(run.snapshot().time().remaining())
                        .hasValueSatisfying(
                                left -> assertThat(left).isBetween(Duration.ofSeconds(1), LONG.dividedBy(4)));

                run.cancel();
                run.await();
            }
        }
    }

    @Nested
    class Nothing {
        @Test
        void stays_open_after_twenty_runs() {
            Assumptions.assumeTrue(
                    ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                    "this system does not tell its open descriptors");
            UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            try (ScriptedServer server = ScriptedServer.start(Script.of(QUICK))) {
                Benchmark benchmark = Runs.benchmark(Runs.target(server.url()), concurrency(4), folder)
                        .stopAfter(Stop.requests(8));
                benchmark.run(); // classes and libraries are loaded once
                benchmark.run();
                long before = system.getOpenFileDescriptorCount();

                for (int i = 0; i < 20; i++) {
                    benchmark.run();
                }

                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() ->
                                assertThat(system.getOpenFileDescriptorCount()).isLessThanOrEqualTo(before + 3));
            }
        }

        @Test
        void is_left_of_a_run_whose_server_could_not_be_asked() {
            ScriptedServer server = ScriptedServer.start(Script.of(QUICK));
            server.close();
            Benchmark benchmark = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder);

            assertThatThrownBy(benchmark::run)
                    .isInstanceOf(TargetException.class)
                    .hasMessageContaining(":" + server.port())
                    .hasMessageNotContaining("\n");

            File[] left = Runs.results(folder).toFile().listFiles();
            assertThat(left == null ? new File[0] : left).isEmpty();
        }
    }
}
