package dev.llmbench.core.internal.load;

import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that moves only from one task to the next, so that a level of minutes takes milliseconds and is exact. */
final class VirtualTime {
    /** Below zero, as {@link System#nanoTime()} may be; levels of some seconds cross it. */
    private static final long ORIGIN = -3_000_000_000L;

    private static final int MOST_TASKS = 1_000_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::nanos).thenComparingLong(Task::number));
    private long now = ORIGIN;
    private long numbers;

    private record Task(long nanos, long number, Runnable work) {}

    /** A loop on this clock; tasks of one time run in the order in which they were given, whatever their loop. */
    final class VirtualLoop implements Loop {
        private final long lag;

        private VirtualLoop(long lag) {
            this.lag = lag;
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void execute(Runnable task) {
            add(now, task);
        }

        /** Arrivals are tasks too: those that are due by now come first. */
        @Override
        public void afterReading(Runnable task) {
            add(now, task);
        }

        @Override
        public void at(long nanos, Runnable task) {
            add(Math.max(now, nanos + lag), task);
        }

        private void add(long nanos, Runnable task) {
            tasks.add(new Task(nanos, numbers++, task));
        }
    }

    long nanos() {
        return now;
    }

    VirtualLoop loop() {
        return laggingLoop(0);
    }

    /** A loop that is always held up, so that what is due comes so much later. */
    VirtualLoop laggingLoop(long lag) {
        return new VirtualLoop(lag);
    }

    /** The task that runs takes so long; what was due meanwhile comes late. */
    void pass(long nanos) {
        now += nanos;
    }

    /** Runs until nothing is left to do. */
    void run() {
        for (int done = 0; !tasks.isEmpty(); done++) {
            if (done == MOST_TASKS) {
                throw new AssertionError("a level in virtual time does not end; it is " + now + " ns");
            }
            Task next = tasks.remove();
            now = Math.max(now, next.nanos());
            next.work().run();
        }
    }
}
