package dev.llmbench.simulator.internal.modelled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.EngineTotals;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In virtual time: steps of 10 ms whose ends are seen when the test says. */
class StepClockTest {
    private static final long STEP = 10_000_000;
    private static final long MILLI = 1_000_000;

    private final StepClock clock = new StepClock();
    private long now;

    /** Ends the step under way so late, and begins the next one. */
    private void endLate(long latenessNanos, long nextStep) {
        now = Math.max(now, clock.endNanos() + latenessNanos);
        clock.begin(clock.end(now), nextStep);
    }

    @Test
    void lateness_that_the_next_step_makes_up_for_is_not_lost() {
        clock.begin(0, STEP);
        for (int i = 0; i < 100; i++) {
            endLate(3 * MILLI, STEP);
        }

        assertThat(clock.endNanos()).isEqualTo(101 * STEP);
        assertThat(clock.busyNanos()).isEqualTo(101 * STEP);
        assertThat(clock.lateNanos()).isZero();
    }

    @Test
    void a_machine_that_takes_longer_for_a_step_than_the_model_loses_the_difference() {
        clock.begin(0, STEP);
        for (int i = 0; i < 1_000; i++) {
            now += 15 * MILLI; // what sending the tokens of a step takes here
            endLate(0, STEP);
        }

        assertThat(clock.busyNanos() + clock.lateNanos()).isBetween(now - StepClock.MAX_LATENESS_NANOS, now + 2 * STEP);
        assertThat((double) clock.lateNanos() / (clock.busyNanos() + clock.lateNanos()))
                .isBetween(0.32, 0.34);
    }

    @Test
    void a_pause_of_the_machine_is_lost_once() {
        clock.begin(0, STEP);
        endLate(200 * MILLI, STEP);
        endLate(0, STEP);

        assertThat(clock.lateNanos()).isEqualTo(200 * MILLI);
        assertThat(clock.endNanos()).isEqualTo(STEP + 200 * MILLI + 2 * STEP);
    }

    @Test
    void the_lateness_of_the_last_step_before_a_pause_is_lost() {
        clock.begin(0, STEP);
        endLate(4 * MILLI, 0);
        assertThat(clock.stepping()).isFalse();

        clock.begin(100 * MILLI, STEP);
        endLate(0, 0);

        assertThat(clock.lateNanos()).isEqualTo(4 * MILLI);
        assertThat(clock.busyNanos()).isEqualTo(2 * STEP);
    }

    @Test
    void its_share_is_of_the_engine_s_whole_time() {
        Duration busy = Duration.ofMillis(98);

        assertThat(new EngineTotals(0, 0, 0, 0, 0, busy, Duration.ofMillis(2)).lateShare())
                .isEqualTo(0.02);
        assertThat(new EngineTotals(0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO).lateShare())
                .isZero();
    }
}
