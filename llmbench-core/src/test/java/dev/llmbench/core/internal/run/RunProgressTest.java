package dev.llmbench.core.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Workload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where a run stands before it has begun to measure. */
class RunProgressTest {
    private final BenchmarkPlan plan = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1, 2, 4))
            .withPhases(Phases.defaults().withWarmUp(Duration.ZERO).withRest(Duration.ofSeconds(5)))
            .withStop(Stop.elapsed(Duration.ofSeconds(60)));
    private long now = 1_000;

    @Test
    void begins_with_everything_to_do_however_long_the_server_is_asked_what_it_can() {
        RunProgress progress = new RunProgress(plan, () -> now, level -> false);
        now += Duration.ofSeconds(100).toNanos();

        Progress.Time time = progress.snapshot().time();

        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(100));
        assertThat(time.fraction()).isZero();
        assertThat(time.remaining()).contains(Duration.ofSeconds(3 * 60 + 2 * 5));
    }

    @Test
    void begins_with_what_is_left_where_another_process_has_finished_levels() {
        RunProgress progress = new RunProgress(plan, () -> now, level -> level == 0 || level == 2);

        Progress snapshot = progress.snapshot();

        assertThat(snapshot.level().number()).isEqualTo(2);
        assertThat(snapshot.time().fraction()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(snapshot.time().remaining()).contains(Duration.ofSeconds(60));
    }

    @Test
    void has_nothing_left_when_it_is_over() {
        RunProgress progress = new RunProgress(plan, () -> now, level -> false);
        progress.phase(Progress.Phase.DONE);

        assertThat(progress.snapshot().time().fraction()).isEqualTo(1);
        assertThat(progress.snapshot().time().remaining()).contains(Duration.ZERO);
    }
}
