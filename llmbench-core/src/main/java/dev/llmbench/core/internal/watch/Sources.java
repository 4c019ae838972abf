package dev.llmbench.core.internal.watch;

import dev.llmbench.core.internal.time.SystemTicker;
import dev.llmbench.core.internal.time.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the watch reads from, so that tests can say what it reads.
 *
 * @param ticker the monotonic clock
 * @param wall the wall clock
 * @param process figures of this process
 * @param files texts of the operating system
 * @param repeater what calls again and again
 */
record Sources(Ticker ticker, InstantSource wall, ProcessFigures process, Texts files, Repeater repeater) {
    /** This process on this machine. */
    static Sources ofThisProcess() {
        return new Sources(
                SystemTicker.INSTANCE,
                InstantSource.system(),
                new SystemProcess(),
                new SystemTexts(),
                new SystemRepeater());
    }

    /** Figures of this process; empty where this JVM doesn't tell. */
    interface ProcessFigures {
        /** CPU time used since the start, of all threads. */
        OptionalLong cpuNanos();

        /** Processors available to this process now. */
        int processors();

        /** Time in which garbage collection stopped the process since its start. */
        OptionalLong pauseMillis();

        /** File descriptors that this process may open. */
        OptionalLong descriptorLimit();

        /** File descriptors that are open. */
        OptionalLong openDescriptors();
    }

    /** Small text files. */
    interface Texts {
        /** The text of a file, or empty when it is not there or can't be read. */
        Optional<String> read(String path);
    }

    /** Calls a task again and again. */
    interface Repeater {
        /** Calls the task every so often, on a thread of its own, until what is returned is closed. */
        Repetition every(Duration pause, Runnable task);
    }

    /** A task that is called again and again. */
    interface Repetition extends AutoCloseable {
        /** Ends it; more than once does no harm. */
        @Override
        void close();
    }
}
