package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;
import dev.llmbench.core.internal.record.TimeoutNanos;
import dev.llmbench.core.internal.record.TokenTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One event loop's share of a level: keeps its open requests, records those that are over, and watches their time-outs.
 * Everything but {@link #live()} happens on the loop.
 */
final class LoopWorker {
    private static final long SWEEP_NANOS = 50_000_000L;

    /** What a worker shares with the others of its run. */
    record Shared(
            RequestSupply supply,
            RequestSink sink,
            WireProtocol protocol,
            Function<byte[], String> errorWords,
            AtomicLong requestNumbers,
            Optional<TokenTarget> tokenTarget) {}

    /** Is told, on the worker's loop, what the level waits for. */
    interface Listener {
        /** A user has finished its first request. */
        void userFinishedFirst();

        /**
         * A request of W is over.
         *
         * @param ended when it ended, which is somewhat earlier
         */
        void measuredRequestOver(Outcome outcome, long ended);

        /** Something went wrong that is not the server's fault. */
        void broken(RuntimeException failure);

        /** After W: no request of W is open on this loop any more. */
        void measuredRequestsDrained();

        /** No request at all is open on this loop any more, and none will come. */
        void everyRequestOver();
    }

    private final Loop loop;
    private final Transport transport;
    private final Shared shared;
    private final LevelPlan plan;
    private final LevelClock clock;
    private final LevelRecorder recorder;
    private final Listener listener;
    private final LiveCounters live;
    private final Supplier<ResponseDecoder> decoders;
    private final List<Exchange> open = new ArrayList<>();
    private final BetweenReads betweenReads;
    private final ArrayDeque<Exchange> free = new ArrayDeque<>();
    private @Nullable LoadDriver driver;
    private boolean loadOn;
    private boolean draining;
    private boolean finishing;
    private int measuredOpen;

    LoopWorker(
            Loop loop,
            Transport transport,
            Shared shared,
            LevelPlan plan,
            LevelClock clock,
            LevelRecorder recorder,
            Listener listener) {
        this.loop = loop;
        this.betweenReads = new BetweenReads(loop);
        this.transport = transport;
        this.shared = shared;
        this.plan = plan;
        this.clock = clock;
        this.recorder = recorder;
        this.listener = listener;
        this.decoders = shared.protocol().decodersForOneThread();
        this.live = new LiveCounters(shared.tokenTarget().orElse(null));
    }

    void start(LoadDriver load) {
        driver = load;
        loadOn = true;
        free.push(freeExchange()); // what a young JVM loads for the first answer is there before its request is due
        load.start();
        loop.at(loop.nanos() + SWEEP_NANOS, this::sweep);
    }

    /** Begins to wait for the requests of W that are still open. */
    void windowEnded() {
        LoadDriver load = driver;
        if (load != null) {
            guarded(load::catchUp);
        }
        if (!loadOn) {
            return; // the level ended meanwhile
        }
        draining = true;
        measuredOpen = 0;
        for (Exchange exchange : open) {
            if (inWindow(exchange)) {
                measuredOpen++;
            }
        }
        tellWhenDrained();
    }

    /** Tells it once: from the catching up on, no request of W is sent any more. */
    private void tellWhenDrained() {
        if (draining && measuredOpen == 0) {
            draining = false;
            listener.measuredRequestsDrained();
        }
    }

    /** Sends nothing more, and follows what is open to its end. */
    void finishOpen() {
        loadOn = false;
        finishing = true;
        if (open.isEmpty()) {
            listener.everyRequestOver();
        }
    }

    /**
     * Ends the level on this loop.
     *
     * @param byPlan whether it ends as planned: then only requests of W that are still open are censored, others were
     *     held by plan; else all are censored
     */
    void stop(boolean byPlan) {
        loadOn = false;
        draining = false;
        finishing = false;
        betweenReads.runAll();
        long now = loop.nanos();
        for (Exchange exchange : List.copyOf(open)) {
            exchange.end(now, byPlan && !inWindow(exchange) ? Outcome.CANCELLED : Outcome.CENSORED);
        }
        betweenReads.runAll();
    }

    void send(Exchange exchange, PreparedRequest request, long scheduled) {
        recorder.offered();
        RequestTrace trace = exchange.trace();
        trace.begin(shared.requestNumbers.getAndIncrement(), scheduled, shared.sink.buffer(), live);
        trace.asks(
                request.promptTokens(), request.outputTokens(), plan.requests().streamed());
        live.started();
        exchange.slot = open.size();
        open.add(exchange);
        trace.dequeuedAt(loop.nanos());
        exchange.send(request, transport);
    }

    void drop(long scheduled) {
        recorder.offered();
        Exchange exchange = freeExchange();
        RequestTrace trace = exchange.trace();
        trace.begin(shared.requestNumbers.getAndIncrement(), scheduled, shared.sink.buffer(), live);
        trace.asks(0, 0, plan.requests().streamed());
        trace.endedAt(loop.nanos());
        record(exchange, Outcome.DROPPED);
        free.push(exchange);
    }

    /**
     * An exchange is over: called by the exchange itself, while the loop reads. It is settled later, as answers that arrive
     * meanwhile are stamped late by the time that this takes.
     */
    void over(Exchange exchange) {
        if (driver != null) {
            driver.ended();
        }
        betweenReads(() -> settle(exchange));
    }

    /** Does something when the loop has read; each on its own, or one that fails would hold up the rest. */
    void betweenReads(Runnable task) {
        betweenReads.add(() -> guarded(task));
    }

    /** Records a request that is over and tells whom it concerns. */
    private void settle(Exchange exchange) {
        removeFromOpen(exchange);
        Outcome outcome = exchange.outcome();
        boolean measured = record(exchange, outcome) == Phase.MEASURED;
        long ended = exchange.trace().ended();
        boolean noConnection =
                exchange.trace().failure().filter(LoopWorker::isConnectFailure).isPresent();
        free.push(exchange);
        if (driver != null) {
            driver.over(exchange, noConnection);
        }
        if (measured) {
            listener.measuredRequestOver(outcome, ended);
            measuredOpen--; // means something only while draining
            tellWhenDrained();
        }
        if (finishing && open.isEmpty()) {
            listener.everyRequestOver();
        }
    }

    private Phase record(Exchange exchange, Outcome outcome) {
        RequestTrace trace = exchange.trace();
        Phase phase = recorder.ended(trace, outcome);
        live.ended(outcome, trace);
        shared.sink.accept(plan.number(), phase, outcome, trace);
        return phase;
    }

    private void removeFromOpen(Exchange exchange) {
        Exchange last = open.remove(open.size() - 1);
        if (last != exchange) {
            open.set(exchange.slot, last);
            last.slot = exchange.slot;
        }
        exchange.slot = -1;
    }

    /** Whether a request started in W. */
    boolean inWindow(Exchange exchange) {
        return clock.phaseOf(exchange.trace().scheduled()) == Phase.MEASURED;
    }

    private static boolean isConnectFailure(FailureKind kind) {
        return switch (kind) {
            case CONNECT, TLS, TIMEOUT_CONNECT, REFUSED_BY_CLIENT -> true;
            default -> false;
        };
    }

    /** One look at all open requests every 50 ms is cheaper than a timer that every token moves. */
    private void sweep() {
        long now = loop.nanos();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (i < open.size()) {
                open.get(i).checkDeadline(now);
            }
        }
        if (loadOn || !open.isEmpty()) {
            loop.at(now + SWEEP_NANOS, this::sweep);
        }
    }

    /** Runs what may fail for reasons of this side, such as a prompt file that vanished; a failure ends the level. */
    void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            listener.broken(e);
        }
    }

    Exchange freeExchange() {
        Exchange exchange = free.poll();
        return exchange == null ? new Exchange(this, decoders.get()) : exchange;
    }

    void userFinishedFirst() {
        listener.userFinishedFirst();
    }

    String errorWords(byte[] body) {
        return shared.errorWords.apply(body);
    }

    boolean loadIsOn() {
        return loadOn;
    }

    boolean inWarmUp() {
        return clock.phaseOf(loop.nanos()) == Phase.WARM_UP;
    }

    Loop loop() {
        return loop;
    }

    LevelClock clock() {
        return clock;
    }

    RequestSupply supply() {
        return shared.supply;
    }

    LevelRecorder recorder() {
        return recorder;
    }

    TimeoutNanos timeouts() {
        return plan.requests().timeouts();
    }

    LiveCounters live() {
        return live;
    }
}
