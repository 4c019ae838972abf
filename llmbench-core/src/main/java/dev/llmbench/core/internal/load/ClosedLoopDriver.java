package dev.llmbench.core.internal.load;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Some of a level's users: each waits for its answer, and thinks, before asking again.
 */
final class ClosedLoopDriver implements LoadDriver {
    /** Without a pause, users of a dead server would do nothing but open connections. */
    private static final long PAUSE_AFTER_CONNECT_FAILURE = 100_000_000L;

    private static final long NOT_WAITING = Long.MAX_VALUE;

    private final LoopWorker worker;
    private final LevelPlan plan;
    private final int users;
    private final int first;
    private final int step;
    private final long[] dueAt;
    private final boolean[] asked;
    private final boolean[] finishedOne;
    private final int most;
    private final int[] measured;

    /**
     * Creates the driver of every {@code step}-th user.
     *
     * @param users all users of the level
     * @param first the first of this loop
     * @param step the number of loops
     */
    ClosedLoopDriver(LoopWorker worker, LevelPlan plan, int users, int first, int step) {
        this.worker = worker;
        this.plan = plan;
        this.users = users;
        this.first = first;
        this.step = step;
        this.dueAt = new long[users];
        Arrays.fill(dueAt, NOT_WAITING);
        this.asked = new boolean[users];
        this.finishedOne = new boolean[users];
        this.most = plan.requestsOfAUser();
        this.measured = new int[users];
    }

    @Override
    public void start() {
        for (int user = first; user < users; user += step) {
            dueAt[user] = firstDue(user);
        }
        askFirst(first);
    }

    /** Lets a user begin and then the next: where all begin at once, answers to the first don't wait until the last has asked. */
    private void askFirst(int user) {
        if (user >= users) {
            return;
        }
        long due = firstDue(user);
        worker.loop()
                .at(
                        due,
                        () -> worker.betweenReads(() -> {
                            ask(user, due);
                            askFirst(user + step);
                        }));
    }

    /** Starts are spread, so that the first prefills don't all meet. */
    private long firstDue(int user) {
        return worker.clock().start() + (long) ((double) plan.phases().rampUp() * user / users);
    }

    private void askAt(int user, long due) {
        dueAt[user] = due;
        worker.loop().at(due, () -> worker.guarded(() -> ask(user, due)));
    }

    @Override
    public void catchUp() {
        for (int user = first; user < users; user += step) {
            if (dueAt[user] <= worker.loop().nanos()) {
                ask(user, dueAt[user]);
            }
        }
    }

    private void ask(int user, long due) {
        if (dueAt[user] != due || !worker.loadIsOn()) {
            return;
        }
        dueAt[user] = NOT_WAITING;
        PreparedRequest request;
        if (!asked[user] && plan.phases().warmUp() > 0 && worker.inWarmUp()) {
            // A seeded share of the first answer, so that users don't go on in step.
            double share = new SplittableRandom(plan.seed() + user).nextDouble();
            request = worker.supply().nextShortened(Math.max(share, Double.MIN_NORMAL));
        } else {
            request = worker.supply().next();
        }
        asked[user] = true;
        Exchange exchange = worker.freeExchange();
        exchange.user = user;
        worker.send(exchange, request, due);
    }

    @Override
    public void over(Exchange exchange, boolean failedToConnect) {
        int user = exchange.user;
        if (!finishedOne[user]) {
            finishedOne[user] = true;
            worker.userFinishedFirst();
        }
        if (worker.inWindow(exchange)) {
            measured[user]++;
        }
        if (!worker.loadIsOn() || measured[user] >= most) {
            return;
        }
        // Not from the answer's end: where HTTP's was waited for, the user was not late but still waiting.
        long due = exchange.doneAt() + plan.requests().thinkTime();
        if (failedToConnect) {
            due += PAUSE_AFTER_CONNECT_FAILURE;
        }
        askAt(user, due); // not from here: a chain of instant failures would be recursion
    }
}
