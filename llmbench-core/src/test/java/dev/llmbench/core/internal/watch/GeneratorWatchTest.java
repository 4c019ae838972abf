package dev.llmbench.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorWatchTest {
    private final FakeSources machine = new FakeSources();
    private final GeneratorWatch watch = new GeneratorWatch(machine.sources());

    @Nested
    class OwnCpu {
        @Test
        void is_the_share_of_all_processors_available() {
            watch.begin();
            machine.cpuNanos = OptionalLong.of(Duration.ofSeconds(20).toNanos());
            machine.advance(Duration.ofSeconds(10));

            assertThat(watch.end().ownCpuPercent()).isEqualTo(Reading.of(50)); // 20 s on 4 processors in 10 s
        }

        @Test
        void is_absent_where_the_jvm_does_not_tell() {
            machine.cpuNanos = OptionalLong.empty();

            assertThat(afterTenSeconds().ownCpuPercent())
                    .isEqualTo(Reading.absent("this JVM does not tell its CPU time"));
        }
    }

    @Nested
    class Pauses {
        @Test
        void are_a_share_of_the_window() {
            machine.pauseMillis = OptionalLong.of(700);
            watch.begin();
            machine.pauseMillis = OptionalLong.of(800);
            machine.advance(Duration.ofSeconds(10));

            assertThat(watch.end().pausePercent()).isEqualTo(Reading.of(1));
        }
    }

    @Nested
    class StolenTime {
        @Test
        void is_a_share_of_the_machines_cpu_time_within_the_window() {
            machine.files.put("/proc/stat", "cpu  100 0 100 800 0 0 0 50 0 0\ncpu0 1 2 3\n");
            watch.begin();
            machine.files.put("/proc/stat", "cpu  190 0 100 800 0 0 0 60 0 0\ncpu0 1 2 3\n");
            machine.advance(Duration.ofSeconds(1));

            assertThat(watch.end().stolenPercent()).isEqualTo(Reading.of(10)); // 10 of 100 ticks
        }

        @Test
        void is_absent_where_there_is_no_such_file() {
            assertThat(afterTenSeconds().stolenPercent())
                    .isEqualTo(Reading.absent("this system does not tell stolen CPU time"));
        }
    }

    @Nested
    class Throttled {
        @Test
        void time_is_a_share_of_what_the_processors_could_have_done() {
            machine.files.put("/proc/self/cgroup", "0::/pod/box\n");
            machine.files.put("/sys/fs/cgroup/pod/box/cpu.stat", "usage_usec 1\nthrottled_usec 1000000\n");
            watch.begin();
            machine.files.put("/sys/fs/cgroup/pod/box/cpu.stat", "usage_usec 1\nthrottled_usec 3000000\n");
            machine.advance(Duration.ofSeconds(10));

            assertThat(watch.end().throttledPercent()).isEqualTo(Reading.of(5)); // 2 s of 4 x 10 s
        }
    }

    @Nested
    class EventLoops {
        @Test
        void are_taken_together() {
            LoopLag first = watch.loop();
            LoopLag second = watch.loop();
            watch.begin();
            for (int i = 0; i < 90; i++) {
                first.tick(0, 100_000, 100_000, 1);
            }
            for (int i = 0; i < 10; i++) {
                second.tick(0, 8_000_000, 8_000_000, 1);
            }
            machine.advance(Duration.ofSeconds(10));

            assertThat(watch.end().loopLagP99Millis().value().orElseThrow()).isCloseTo(8, within(0.01));
        }

        @Test
        void that_stopped_for_long_count_for_all_that_waited_meanwhile() {
            LoopLag loop = watch.loop();
            watch.begin();
            for (int i = 0; i < 185; i++) {
                loop.tick(0, 100_000, 100_000, 1);
            }
            for (long waited = 150_000_000; waited > 0; waited -= 10_000_000) {
                loop.tick(0, waited, waited, 1);
            }

            machine.advance(Duration.ofSeconds(2));
            GeneratorFigures figures = watch.end();
            assertThat(figures.loopLagP99Millis().value().orElseThrow()).isCloseTo(130, within(0.2));
            assertThat(figures.loopUntilMetMillis()).hasSize(100).isSorted();
            assertThat(figures.loopUntilMetMillis().get(94)).isCloseTo(40, within(10.1));
        }

        @Test
        void that_were_busy_with_sockets_when_something_fell_due_were_late_and_not_idle() {
            LoopLag loop = watch.loop();
            watch.begin();
            for (int i = 0; i < 100; i++) {
                loop.tick(2_000_000, 1_000_000, 6_000_000, 1);
            }

            machine.advance(Duration.ofSeconds(1));
            GeneratorFigures figures = watch.end();
            assertThat(figures.loopLagP99Millis().value().orElseThrow()).isCloseTo(4, within(0.01));
            assertThat(figures.loopUntilMetMillis()).hasSize(100).allMatch(millis -> millis < 0.001);
        }

        @Test
        void that_were_looked_at_less_than_a_hundred_times_have_been_late_nobody_knows_how_often() {
            LoopLag loop = watch.loop();
            watch.begin();
            for (int i = 0; i < 99; i++) {
                loop.tick(0, 1_000_000, 1_000_000, 1);
            }

            machine.advance(Duration.ofMillis(990));
            assertThat(watch.end().loopUntilMetMillis()).isEmpty();
        }

        @Test
        void that_were_late_when_much_was_read_were_late_for_as_much() {
            LoopLag loop = watch.loop();
            watch.begin();
            for (int i = 0; i < 90; i++) {
                loop.tick(0, 0, 0, 1);
            }
            for (int i = 0; i < 10; i++) {
                loop.tick(0, 3_000_000, 3_000_000, 9);
            }

            machine.advance(Duration.ofSeconds(1));
            assertThat(watch.end().loopUntilMetMillis().get(51)).isCloseTo(3, within(0.01));
        }

        @Test
        void start_anew_with_every_window() {
            LoopLag loop = watch.loop();
            loop.tick(0, 900_000_000, 900_000_000, 1);
            watch.begin();
            loop.tick(0, 1_000_000, 1_000_000, 1);
            machine.advance(Duration.ofSeconds(10));
            double first = watch.end().loopLagP99Millis().value().orElseThrow();
            watch.begin();
            loop.tick(0, 2_000_000, 2_000_000, 1);
            machine.advance(Duration.ofSeconds(10));
            double second = watch.end().loopLagP99Millis().value().orElseThrow();

            assertThat(first).isCloseTo(1, within(0.001));
            assertThat(second).isCloseTo(2, within(0.002));
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MIN_VALUE / 2, -1, 7_200_000_000_000L, Long.MAX_VALUE / 2})
        void never_throw_whatever_the_lag(long lag) {
            LoopLag loop = watch.loop();
            watch.begin();

            loop.tick(0, lag, lag, 1);

            machine.advance(Duration.ofSeconds(10));
            assertThat(watch.end().loopLagP99Millis().value().orElseThrow())
                    .isBetween(0.0, Duration.ofHours(1).toMillis() * 1.001);
        }

        @Test
        void that_never_ran_leave_the_lag_unknown() {
            watch.loop();

            assertThat(afterTenSeconds().loopLagP99Millis()).isEqualTo(Reading.absent("no event loop told its lag"));
        }
    }

    @Nested
    class Clocks {
        @Test
        void that_go_together_show_no_jump() {
            assertThat(afterTenSeconds().clockJumpMillis()).isEqualTo(Reading.of(0));
        }

        @Test
        void that_part_within_the_window_show_by_how_much() {
            watch.begin();
            machine.advance(Duration.ofSeconds(1));
            machine.wall = machine.wall.minus(Duration.ofSeconds(2)); // somebody set the wall clock back
            machine.advance(Duration.ofSeconds(1));
            machine.advance(Duration.ofSeconds(1));

            assertThat(watch.end().clockJumpMillis()).isEqualTo(Reading.of(2000));
        }

        @Test
        void show_a_machine_that_slept_while_the_monotonic_clock_stood_still() {
            watch.begin();
            machine.wall = machine.wall.plus(Duration.ofMinutes(10));
            machine.advance(Duration.ofSeconds(1));

            assertThat(watch.end().clockJumpMillis()).isEqualTo(Reading.of(600_000));
        }

        @Test
        void that_parted_before_the_window_are_none_of_its_business() {
            machine.wall = machine.wall.plus(Duration.ofMinutes(10));

            assertThat(afterTenSeconds().clockJumpMillis()).isEqualTo(Reading.of(0));
        }

        @Test
        void that_drift_slowly_do_not_jump() {
            watch.begin();
            for (int i = 0; i < 36_000; i++) { // two hours at 500 parts per million
                machine.wall = machine.wall.plusNanos(100_000);
                machine.advance(Duration.ofMillis(200));
            }

            assertThat(watch.end().clockJumpMillis().value().orElseThrow()).isLessThan(1);
        }

        @Test
        void read_too_far_apart_are_not_compared() {
            machine.nanosPerReading = Duration.ofMillis(500).toNanos(); // no CPU for the thread between two readings

            assertThat(afterTenSeconds().clockJumpMillis())
                    .isEqualTo(Reading.absent("the clocks could not be compared"));
        }
    }

    @Test
    void an_end_needs_a_begin() {
        assertThatIllegalStateException().isThrownBy(watch::end).withMessageContaining("begin()");
    }

    @Test
    void a_window_without_length_has_no_figures() {
        watch.begin();

        assertThat(watch.end()).isEqualTo(GeneratorFigures.none("the window has no length"));
    }

    @Test
    void closing_ends_the_comparison_of_clocks() {
        watch.close();
        watch.close();

        assertThat(machine.repeating).isFalse();
    }

    @Test
    void this_process_can_be_watched() {
        try (GeneratorWatch real = GeneratorWatch.ofThisProcess()) {
            real.begin();
            GeneratorFigures figures = real.end();

            assertThat(figures.ownCpuPercent().value()).isPresent();
            assertThat(figures.pausePercent().value()).isPresent();
        }
    }

    private GeneratorFigures afterTenSeconds() {
        watch.begin();
        machine.advance(Duration.ofSeconds(10));
        return watch.end();
    }
}
