package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WindowWatchTest {
    private final AtomicLong clock = new AtomicLong();
    private final WindowWatch watch = new WindowWatch(clock::get);

    private void tell(long nanos, Progress.Phase phase) {
        clock.set(nanos);
        watch.onProgress(new Progress(
                new Progress.Level(1, 1, new LoadLevel.Users(1)),
                phase,
                new Progress.Time(Duration.ZERO, 0, Optional.empty()),
                new Progress.Tokens(0, 0, 0, false, Optional.empty(), 0),
                new Progress.Requests(0, 0, 0, 0)));
    }

    @Test
    void the_window_is_from_the_first_word_of_it_to_the_first_of_what_follows() {
        tell(1, Progress.Phase.PROBE);
        tell(2, Progress.Phase.WARM_UP);
        tell(10, Progress.Phase.MEASURE);
        tell(15, Progress.Phase.MEASURE);
        tell(20, Progress.Phase.DRAIN);
        tell(30, Progress.Phase.DONE);

        assertThat(watch.window()).isEqualTo(new Window(10, 20));
    }

    @Test
    void a_level_may_end_with_its_window() {
        tell(10, Progress.Phase.MEASURE);
        tell(20, Progress.Phase.DONE);

        assertThat(watch.window()).isEqualTo(new Window(10, 20));
    }

    @Test
    void a_run_without_a_window_has_none() {
        tell(1, Progress.Phase.WARM_UP);
        tell(2, Progress.Phase.DONE);

        assertThatIllegalStateException().isThrownBy(watch::window);
    }
}
