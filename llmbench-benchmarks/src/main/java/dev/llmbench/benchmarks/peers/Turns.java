package dev.llmbench.benchmarks.peers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** In which order clients take their turns, so that none has always the same neighbour or the same place. */
final class Turns {
    private Turns() {}

    /**
     * Returns the order of one repetition: each begins one client later, and every second goes backwards.
     *
     * @param clients in their usual order
     * @param repetition from 0
     */
    static <T> List<T> of(List<T> clients, int repetition) {
        List<T> order = new ArrayList<>(clients);
        if (!order.isEmpty()) {
            Collections.rotate(order, -(repetition % order.size()));
        }
        if (repetition % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }
}
