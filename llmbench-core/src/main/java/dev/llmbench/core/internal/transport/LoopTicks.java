package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.transport.NettyLoops.LagListener;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Moments at which it is seen how late a loop is; belongs to that loop.
 *
 * <p>They are a Poisson process, drawn without regard to what the loop does: only then is what is seen at them what anything sees
 * that comes at any moment (PASTA: Wolff, Operations Research 30, 1982). A tick that is set a few milliseconds after the last one
 * ran is not: a loop that takes turns with another process on its processor runs the late tick when it gets its turn, and the next
 * falls due as long after the turn's begin each time. And a loop that stops for long would have one late tick where there were many.
 */
final class LoopTicks {
    private static final long MEAN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** Of a longer stop the end is enough: it makes every figure invalid. */
    private static final long LONGEST_STOP_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LoopTurn turn;
    private final LagListener listener;
    private final SplittableRandom random;
    private long[] due = new long[16];
    private long next;

    LoopTicks(LoopTurn turn, LagListener listener, SplittableRandom random) {
        this.turn = turn;
        this.listener = listener;
        this.random = random;
    }

    /** Begins, and returns when the first is due. */
    long begin(long now) {
        next = now + gap();
        return next;
    }

    /** Tells the listener of all that were due until now, the first of them at least, and returns when the next is due. */
    long run(long now) {
        int count = 0;
        next = Math.max(next, now - LONGEST_STOP_NANOS);
        do {
            if (count == due.length) {
                due = Arrays.copyOf(due, 2 * count);
            }
            due[count++] = next;
            next += gap();
        } while (next <= now);
        int reads = turn.takeReads() / count;
        for (int i = 0; i < count; i++) {
            listener.tick(due[i], turn.metAt(due[i], now), now, reads);
        }
        return next;
    }

    private long gap() {
        return Math.round(-Math.log(1 - random.nextDouble()) * MEAN_NANOS); // exponential
    }
}
