package dev.llmbench.core.internal.load;

import dev.llmbench.api.Ending;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Stop;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.TokenTarget;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One level from its start to its end: warm-up, the measured window W, and load held until W's requests have finished.
 *
 * <p>Decisions are taken on the first loop, the control loop; {@link #cancel()} and {@link #snapshot()} may be called by
 * anybody.
 */
public final class LevelRun implements LoopWorker.Listener {
    /** Loops are told of a border this long before it, so that all know it when its time comes. */
    static final long MARGIN_NANOS = 5_000_000L;

    /** Taking the recorders' memory takes time, and what a young JVM loads to watch W it would load while users begin. */
    static final long LEAD_NANOS = 30_000_000L;

    private static final long TOKEN_WATCH_NANOS = 10_000_000L;

    /** What ends a window whose race was won, or seemed to be. */
    public static final String TOKENS = "output tokens";

    /**
     * A loop and how it sends.
     *
     * @param loop the loop
     * @param transport its transport
     */
    public record Lane(Loop loop, Transport transport) {}

    /**
     * What a level needs of its run.
     *
     * @param lanes the loops, at least one
     * @param supply where requests come from
     * @param sink where detail goes
     * @param protocol how answers are understood
     * @param errorWords reads the words out of the body of an error
     * @param requestNumbers numbers the requests of the run
     * @param highestNanos the largest latency that can occur
     */
    public record Resources(
            List<Lane> lanes,
            RequestSupply supply,
            RequestSink sink,
            WireProtocol protocol,
            Function<byte[], String> errorWords,
            AtomicLong requestNumbers,
            long highestNanos) {}

    /** Is told on the control loop, and must return at once. */
    public interface Listener {
        /** W begins in a few milliseconds. */
        void windowBegins();

        /** W is over. */
        void windowEnded();

        /**
         * The level is over.
         *
         * @param recording what was recorded
         */
        void over(LevelRecording recording);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LevelRun.class);

    private final LevelPlan plan;
    private final Loop control;
    private final Listener listener;
    private final LevelClock clock = new LevelClock();
    private final LevelWorkers workers;
    private final StopRules stops;
    private final Optional<TokenTarget> tokens;
    private final int users;
    private final AtomicInteger usersFinished = new AtomicInteger();
    private volatile Progress.Phase phase = Progress.Phase.WARM_UP;

    // Written and read on the control loop only.
    private boolean windowOpened;
    private boolean windowOver;
    private boolean cutOff;
    private boolean stopping;
    private boolean boundHit;
    private Ending ending = Ending.COMPLETED;
    private @Nullable String endedBy;

    /**
     * Prepares a level; all recorders' memory is taken now.
     *
     * @param plan the level
     * @param resources what it needs
     * @param listener who is told
     */
    public LevelRun(LevelPlan plan, Resources resources, Listener listener) {
        this.plan = plan;
        this.listener = listener;
        this.control = resources.lanes().get(0).loop();
        this.stops = new StopRules(plan.stops(), plan.users());
        this.tokens = stops.tokens().map(count -> new TokenTarget(count, this::tokensReached));
        this.users = plan.users();
        this.workers = new LevelWorkers(plan, resources, clock, tokens, this);
    }

    /** Starts the level; to be called once. */
    public void start() {
        control.execute(() -> {
            if (stopping) {
                return; // cancelled before it began
            }
            clock.startsAt(control.nanos() + LEAD_NANOS);
            if (plan.phases().warmUp() == 0) {
                openWindow(clock.start());
            } else {
                control.at(clock.start() + plan.phases().warmUp() - MARGIN_NANOS, this::warmUpTimeOver);
                control.at(clock.start() + plan.phases().warmUpBound() - MARGIN_NANOS, this::warmUpBound);
            }
            workers.start();
        });
    }

    /** Ends the level soon, with what was measured until now. */
    public void cancel() {
        control.execute(() -> cutOff(Ending.CANCELLED, "cancelled"));
    }

    /** Returns what the level is doing. */
    public Progress.Phase phase() {
        return phase;
    }

    /** Returns the borders of the phases, as far as they are known. */
    public LevelClock clock() {
        return clock;
    }

    /** Returns what was counted until about now. */
    public LiveCounters.Snapshot snapshot() {
        return workers.snapshot();
    }

    /** Returns the number of finished requests that ends W, where one does. */
    public Optional<Long> requestTarget() {
        return stops.requests();
    }

    /** Returns how many requests of W are over, for the progress towards a request target. */
    public long measuredFinished() {
        return stops.finished();
    }

    private void warmUpTimeOver() {
        if (usersFinished.get() >= users) {
            openWindow(Math.max(clock.start() + plan.phases().warmUp(), control.nanos()));
        }
    }

    private void warmUpBound() {
        if (!windowOpened) {
            boundHit = true;
            openWindow(Math.max(clock.start() + plan.phases().warmUpBound(), control.nanos()));
        }
    }

    @Override
    public void userFinishedFirst() {
        if (usersFinished.incrementAndGet() == users) {
            control.execute(() -> {
                long warmUpEnd = clock.start() + plan.phases().warmUp();
                if (!windowOpened && control.nanos() >= warmUpEnd - MARGIN_NANOS) {
                    openWindow(Math.max(warmUpEnd, control.nanos() + MARGIN_NANOS));
                }
            });
        }
    }

    private void openWindow(long at) {
        if (windowOpened || cutOff) {
            return;
        }
        windowOpened = true;
        long length = Math.min(plan.phases().window(), plan.phases().safetyLimit());
        clock.windowStartsAt(at);
        clock.windowEndsAt(at + length);
        phase = Progress.Phase.MEASURE;
        listener.windowBegins();
        boolean safety = plan.phases().window() > plan.phases().safetyLimit();
        control.at(at + length, () -> windowOver(safety ? "safety limit" : "elapsed", safety));
        tokens.ifPresent(target -> control.at(at, () -> watchTokens(target)));
    }

    /** W ends with the event that reached the target; at once, so that no loop counts later ones in. */
    private void tokensReached(long nanos) {
        windowEndsWith(nanos);
        control.execute(() -> windowOver(TOKENS, false));
    }

    /** Lets W end right behind a stamp, unless it ends before. */
    private void windowEndsWith(long nanos) {
        clock.windowEndsAt(Math.min(clock.windowEnd(), nanos + 1));
    }

    /** Where the server doesn't tell the count of every event, the sum is estimated all the time. */
    private void watchTokens(TokenTarget target) {
        if (windowOver || stopping) {
            return;
        }
        if (!target.exact() && snapshot().outputTokens() >= target.target()) {
            endWindowSoon(TOKENS);
        } else {
            control.at(control.nanos() + TOKEN_WATCH_NANOS, () -> watchTokens(target));
        }
    }

    @Override
    public void measuredRequestOver(Outcome outcome, long ended) {
        stops.requestOver(outcome, ended)
                .ifPresent(fired -> control.execute(() -> {
                    if (fired instanceof Stop.ErrorRate) {
                        cutOff(Ending.STOPPED_BY_ERRORS, "error rate");
                    } else if (fired instanceof Stop.RequestsPerUser) {
                        windowEndedWithLastRequest();
                    } else {
                        endWindowSoon("requests");
                    }
                }));
    }

    /** No user asks any more: W ends with the last answer and not when that was settled, behind which there was no load. */
    private void windowEndedWithLastRequest() {
        if (!windowOver) {
            windowEndsWith(stops.lastEnd());
            windowOver("requests per user", false);
        }
    }

    private void endWindowSoon(String by) {
        if (!windowOver) {
            long end = Math.min(clock.windowEnd(), control.nanos() + MARGIN_NANOS);
            clock.windowEndsAt(end);
            control.at(end, () -> windowOver(by, false));
        }
    }

    private void windowOver(String by, boolean safety) {
        if (windowOver || stopping) {
            return;
        }
        windowOver = true;
        endedBy = by;
        ending = safety ? Ending.SAFETY_LIMIT : Ending.COMPLETED;
        phase = Progress.Phase.DRAIN;
        listener.windowEnded();
        workers.windowEnded();
        if (by.equals(TOKENS) && tokens.filter(target -> !target.exact()).isPresent()) {
            // The answers under way tell how many tokens there really were.
            workers.finishOpen();
            control.at(clock.windowEnd() + plan.requests().timeouts().total(), () -> stop(true));
        } else {
            control.at(clock.windowEnd() + plan.phases().drainLimit(), () -> stop(true));
        }
    }

    @Override
    public void measuredRequestsDrained() {
        if (workers.lastOneDrained()) {
            control.execute(() -> {
                if (plan.phases().finishHeldLoad()) {
                    workers.finishOpen();
                } else {
                    stop(true);
                }
            });
        }
    }

    @Override
    public void everyRequestOver() {
        if (workers.lastOneFinished()) {
            control.execute(() -> stop(true));
        }
    }

    /** Ends the level before its time; a window that is open ends with it, a margin from now. */
    private void cutOff(Ending how, String by) {
        if (stopping || cutOff) {
            return;
        }
        cutOff = true;
        ending = how;
        if (windowOver) {
            stop(false);
            return;
        }
        windowOver = true;
        endedBy = by;
        if (!windowOpened) {
            stop(false);
            return;
        }
        long end = control.nanos() < clock.windowStart()
                ? clock.windowStart()
                : Math.min(clock.windowEnd(), control.nanos() + MARGIN_NANOS);
        clock.windowEndsAt(end);
        control.at(end, () -> {
            listener.windowEnded();
            stop(false);
        });
    }

    @Override
    public void broken(RuntimeException failure) {
        LOG.debug("a level broke", failure);
        control.execute(() -> cutOff(Ending.BROKEN, String.valueOf(failure.getMessage())));
    }

    private void stop(boolean byPlan) {
        if (stopping) {
            return;
        }
        stopping = true;
        phase = Progress.Phase.DONE;
        workers.stop(byPlan, recorder -> control.execute(() -> finish(recorder)));
    }

    private void finish(LevelRecorder recorder) {
        listener.over(new LevelRecording(
                plan, recorder, ending, Optional.ofNullable(endedBy), boundHit, control.nanos(), tokens));
    }
}
