package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LoopTicksTest {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private record Tick(long due, long met, long now, int reads) {
        long late() {
            return now - due;
        }
    }

    private final LoopTurn turn = new LoopTurn();
    private final List<Tick> seen = new ArrayList<>();
    private final LoopTicks ticks = new LoopTicks(
            turn, (due, met, now, reads) -> seen.add(new Tick(due, met, now, reads)), new SplittableRandom(4));

    /** Lets a loop run that comes to nothing in the second half of each cycle, from then on. */
    private void takeTurns(long cycle, long end) {
        long due = ticks.begin(0);
        while (due < end) {
            long phase = due % cycle;
            long now = phase < cycle / 2 ? due : due - phase + cycle;
            due = ticks.run(now);
        }
    }

    private double share(long latestNanos) {
        return (double) seen.stream().filter(tick -> tick.late() <= latestNanos).count() / seen.size();
    }

    @Test
    void come_every_ten_milliseconds_on_average() {
        takeTurns(2, 250 * SECOND);

        assertThat(seen).hasSizeBetween(24_000, 26_000);
    }

    @Test
    void are_late_for_half_of_all_moments_where_the_loop_has_every_second_slice_of_its_processor() {
        // ticks that are set 2 to 6 ms after the last one ran find it running at 0.50, 0.33, 0.41 and 0.60 of them
        for (long cycle : new long[] {4 * MILLI, 6 * MILLI, 8 * MILLI, 16 * MILLI}) {
            seen.clear();
            takeTurns(cycle, 100 * SECOND);

            assertThat(share(0)).as("cycle of " + cycle).isCloseTo(0.5, within(0.015));
            assertThat(share(cycle / 4)).as("cycle of " + cycle).isCloseTo(0.75, within(0.015));
        }
    }

    @Test
    void see_a_stop_at_each_of_the_moments_that_it_lasted() {
        long stop = 5 * SECOND / 2;
        ticks.begin(0);

        long next = ticks.run(stop);

        assertThat(seen)
                .hasSizeBetween(200, 300)
                .allSatisfy(tick -> assertThat(tick.now()).isEqualTo(stop));
        assertThat(seen).extracting(Tick::due).isSorted();
        assertThat(share(stop / 2)).isCloseTo(0.5, within(0.1));
        assertThat(next).isGreaterThan(stop);
    }

    @Test
    void share_the_reads_of_a_stop_among_them() {
        ticks.begin(0);
        for (int i = 0; i < 1_000; i++) {
            turn.waitedAt(SECOND);
        }

        ticks.run(SECOND);

        assertThat(seen).extracting(Tick::reads).containsOnly(1_000 / seen.size());
    }

    @Test
    void say_what_a_turn_met_that_began_to_read_behind_them() {
        long due = ticks.begin(0);
        turn.asks();
        turn.waitedAt(due + 10);

        ticks.run(due + 20);

        assertThat(seen.get(0)).isEqualTo(new Tick(due, due + 10, due + 20, 1));
    }

    @Test
    void of_a_day_that_the_machine_slept_are_not_counted_one_by_one() {
        ticks.begin(0);

        ticks.run(86_400 * SECOND);

        assertThat(seen).hasSizeLessThan(20_000);
    }
}
