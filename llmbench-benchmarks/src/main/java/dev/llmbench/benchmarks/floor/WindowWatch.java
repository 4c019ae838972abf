package dev.llmbench.benchmarks.floor;

import dev.llmbench.api.Progress;
import dev.llmbench.api.RunObserver;
import java.util.function.LongSupplier;

/**
 * Notes when a run of one level says that its window begins and ends. These moments lie some milliseconds beside the window's
 * own: CPU time and events are both counted between them.
 */
final class WindowWatch implements RunObserver {
    private final LongSupplier clock;
    private volatile long begin;
    private volatile long end;

    WindowWatch(LongSupplier clock) {
        this.clock = clock;
    }

    @Override
    public void onProgress(Progress progress) {
        if (begin == 0) {
            begin = progress.phase() == Progress.Phase.MEASURE ? clock.getAsLong() : 0;
        } else if (end == 0 && progress.phase() != Progress.Phase.MEASURE) {
            end = clock.getAsLong();
        }
    }

    /**
     * Returns the window.
     *
     * @throws IllegalStateException if the run never had one, or it is not over
     */
    Window window() {
        if (begin == 0 || end == 0) {
            throw new IllegalStateException("the run has had no whole window");
        }
        return new Window(begin, end);
    }
}
