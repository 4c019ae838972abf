package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

import dev.llmbench.api.Objective;
import dev.llmbench.api.PhaseCounts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Records the requests of one level on one event loop: written by that loop alone, merged when the level is over.
 *
 * <p>A token costs an entry in its request's {@link ArrivalBuffer}; everything else happens once, when the request is
 * over and its token count is known.
 */
public final class LevelRecorder {
    private final LevelClock clock;
    private final PhaseTally tally = new PhaseTally();
    private final WindowTotals window = new WindowTotals();
    private final LevelTotals totals = new LevelTotals();
    private final LatencyRecorders latencies;
    private final GoodputTally goodput;
    private final TokenWeights weights = new TokenWeights();
    private final WindowSteps steps = new WindowSteps();
    private final @Nullable ArrivedTokens arrived;
    private long offered;
    private long opened;
    private PhaseCounts added = new PhaseTally().counts();
    private boolean simulated;

    /**
     * Creates a recorder; its memory is taken now.
     *
     * @param clock the borders of the level's phases
     * @param objectives what goodput is judged by
     * @param highestNanos the largest latency that can occur
     * @param race whether it must be known when so many tokens had arrived
     */
    public LevelRecorder(LevelClock clock, List<Objective> objectives, long highestNanos, boolean race) {
        this.clock = clock;
        this.arrived = race ? new ArrivedTokens() : null;
        this.latencies = new LatencyRecorders(highestNanos);
        this.goodput = new GoodputTally(objectives);
    }

    /** Counts a request that is due, whatever becomes of it. */
    public void offered() {
        offered++;
    }

    /** Notes that an answer said that it comes from a simulator. */
    public void simulatedAnswer() {
        simulated = true;
    }

    /**
     * Records a request that is over.
     *
     * @param trace the request
     * @param outcome what became of it
     * @return the phase in which it was scheduled
     */
    public Phase ended(RequestTrace trace, Outcome outcome) {
        Phase phase = clock.phaseOf(trace.scheduled);
        tally.count(phase, outcome, trace.failure().orElse(null), trace.reconnected);
        if (trace.openedConnection) {
            opened++;
        }
        weights.of(trace.arrivals(), trace.events, trace.outputTokens);
        totals.add(trace, weights.total());
        window.addArrivals(trace.arrivals(), weights, clock);
        if (arrived != null) {
            arrived.add(trace.arrivals(), weights, clock.start());
        }
        if (trace.requestWritten != ABSENT) {
            window.addLife(trace.requestWritten, trace.end, clock, phase == Phase.MEASURED);
            steps.addLife(trace.requestWritten, trace.end, clock);
        }
        if (trace.firstToken != ABSENT) {
            window.addAnswering(trace.firstToken, trace.lastToken, clock);
        }
        if (trace.firstToken != ABSENT && clock.inWindow(trace.firstToken)) {
            window.addPrompt(trace.promptTokens, trace.promptWanted);
            if (trace.streamed) {
                steps.addFirstToken(trace.firstToken, trace.firstToken - trace.requestWritten, clock);
            }
        }
        if (clock.inWindow(trace.end)) {
            addCompletion(trace, outcome, weights.total());
        }
        if (phase == Phase.MEASURED) {
            latencies.record(trace, outcome, weights);
            if (outcome == Outcome.SUCCEEDED) {
                totals.addLengths(trace);
                goodput.add(trace, weights.total());
            }
        }
        return phase;
    }

    private void addCompletion(RequestTrace trace, Outcome outcome, long tokens) {
        if (outcome == Outcome.FAILED) {
            window.failures++;
            steps.addFailure(trace.end, clock);
        } else if (outcome == Outcome.SUCCEEDED) {
            window.successes++;
            if (tokens >= 0) {
                window.completedTokens += tokens;
            } else {
                window.completedEvents += trace.events;
            }
        }
    }

    /**
     * Adds what another loop recorded of the same level.
     *
     * @param other the other recorder, no longer written
     */
    public void add(LevelRecorder other) {
        offered += other.offered;
        opened += other.opened;
        simulated |= other.simulated;
        added = added.plus(other.counts());
        window.add(other.window);
        totals.add(other.totals);
        latencies.add(other.latencies);
        goodput.add(other.goodput);
        steps.add(other.steps);
        if (arrived != null && other.arrived != null) {
            arrived.add(other.arrived);
        }
    }

    /** Returns what became of the requests, by phase. */
    public PhaseCounts counts() {
        return tally.counts().plus(added);
    }

    /** Returns how many requests were due, counted when they were. */
    public long offeredCount() {
        return offered;
    }

    /** Returns how many requests opened a connection. */
    public long openedConnections() {
        return opened;
    }

    /** Returns whether any answer said that it comes from a simulator. */
    public boolean simulated() {
        return simulated;
    }

    /** Returns the borders of the phases. */
    public LevelClock clock() {
        return clock;
    }

    /** Returns what arrived in W. */
    public WindowTotals window() {
        return window;
    }

    /** Returns what happened in each second of W. */
    public WindowSteps steps() {
        return steps;
    }

    /** Returns how many tokens had arrived by when, of a race. */
    public Optional<ArrivedTokens> arrived() {
        return Optional.ofNullable(arrived);
    }

    /** Returns token counts of all phases. */
    public LevelTotals totals() {
        return totals;
    }

    /** Returns the latencies of the requests that started in W. */
    public LatencyRecorders latencies() {
        return latencies;
    }

    /** Returns what met every objective. */
    public GoodputTally goodput() {
        return goodput;
    }
}
