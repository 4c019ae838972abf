package dev.llmbench.core.internal.load;

import java.util.ArrayDeque;

/**
 * Work of a loop that can wait: it is done for half a millisecond at a time, and the loop reads between. What arrives is then
 * stamped late by that and a piece of work at most, also where many answers end at once or many users begin.
 */
final class BetweenReads {
    /** As long as it takes to read some twenty answers; after each piece the loop would ask the system for nothing mostly. */
    private static final long LONGEST_TURN_NANOS = 500_000L;

    /** Nothing waits longer for a loop that has no end of reading. */
    private static final long LONGEST_WAIT_NANOS = 1_000_000_000L;

    private final Loop loop;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean comesSoon;

    private record Waiting(long since, Runnable work) {}

    BetweenReads(Loop loop) {
        this.loop = loop;
    }

    void add(Runnable work) {
        waiting.add(new Waiting(loop.nanos(), work));
        goOn();
    }

    /** Does all that waits, and what that brings about. */
    void runAll() {
        while (!waiting.isEmpty()) {
            waiting.remove().work().run();
        }
    }

    private void goOn() {
        if (!comesSoon && !waiting.isEmpty()) {
            comesSoon = true;
            loop.afterReading(this::runNext);
        }
    }

    private void runNext() {
        comesSoon = false;
        if (waiting.isEmpty()) {
            return; // all was done meanwhile
        }
        long begin = loop.nanos();
        do {
            waiting.remove().work().run();
        } while (!waiting.isEmpty()
                && (loop.nanos() - begin < LONGEST_TURN_NANOS
                        || begin - waiting.element().since() > LONGEST_WAIT_NANOS));
        goOn();
    }
}
