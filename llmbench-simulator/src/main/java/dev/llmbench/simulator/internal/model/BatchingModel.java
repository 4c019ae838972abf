package dev.llmbench.simulator.internal.model;

import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.cost.StepWork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine with continuous batching, scheduled as vLLM V1 does.
 *
 * <p>Time goes in steps. A step has a budget of tokens. Running sequences take theirs first, in the order in which they
 * entered: one token each that decodes, what is left of its prompt each that doesn't yet. Then waiting sequences enter in
 * order of arrival while there is room. A prompt that does not fit into what is left of the budget is read in several steps
 * (chunked prefill). {@link StepCost} says how long the step takes.
 *
 * <p>When it ends, every sequence whose prompt has been read has one token more, and those that are finished leave. So a
 * prefill delays the tokens of all others, by no more than a step of the whole budget takes. What arrives during a step
 * waits for its end.
 *
 * <p>When the cache is full, the sequence that entered last is preempted: what it has in the cache is dropped, it goes to
 * the front of the queue, and reads its prompt and what it had generated again.
 *
 * <p>Not thread-safe; the caller keeps the time.
 *
 * @param <S> the caller's kind of sequence
 */
public final class BatchingModel<S extends Sequence> {
    private final StepCost cost;
    private final BatchLimits limits;
    private final KeyValueCache cache;
    private final Deque<S> waiting = new ArrayDeque<>();
    private final List<S> running = new ArrayList<>();
    private long preemptions;

    private int budget;
    private int decoding;
    private long contextTokens;
    private long prefillTokens;
    private long prefillPairs;

    /** Creates an idle engine. */
    public BatchingModel(StepCost cost, BatchLimits limits) {
        this.cost = cost;
        this.limits = limits;
        this.cache = limits.cache()
                .map(room -> new KeyValueCache(room.tokens(), room.prefixes()))
                .orElseGet(() -> new KeyValueCache(Long.MAX_VALUE, false));
    }

    /**
     * Puts a sequence at the end of the queue.
     *
     * @throws IllegalArgumentException if the whole cache could not hold it
     */
    public void arrive(S sequence) {
        long tokens = (long) sequence.promptTokens() + sequence.outputTokens();
        if (!cache.canHold(tokens)) {
            throw new IllegalArgumentException("a sequence of " + tokens + " tokens does not fit into the cache");
        }
        waiting.add(sequence);
    }

    /** Takes a sequence out: from the queue at once, from the batch before the next step. */
    public void cancel(S sequence) {
        sequence.cancel();
        waiting.remove(sequence);
    }

    /** Returns how many sequences are in the batch. */
    public int running() {
        return running.size();
    }

    /** Returns how many sequences wait to enter. */
    public int waiting() {
        return waiting.size();
    }

    /** Returns how often a sequence had to leave the batch because the cache was full. */
    public long preemptions() {
        return preemptions;
    }

    /** Returns the share of the cache that sequences hold, 0 to 1. */
    public double cacheUsage() {
        return cache.usedShare();
    }

    /** Returns how many prompt tokens were looked up in the prefix cache. */
    public long prefixTokensAsked() {
        return cache.askedTokens();
    }

    /** Returns how many prompt tokens were found in the prefix cache. */
    public long prefixTokensFound() {
        return cache.foundTokens();
    }

    /** Forgets the prefixes that no running sequence holds. */
    public void clearPrefixes() {
        cache.clear();
    }

    /**
     * Begins the next step.
     *
     * @return how long it takes in nanoseconds, or 0 when there is nothing to do
     */
    public long beginStep() {
        dropFinished();
        budget = limits.maxTokens();
        decoding = 0;
        contextTokens = prefillTokens = prefillPairs = 0;
        long before = preemptions;
        continueRunning();
        if (preemptions
                == before) { // else whoever entered would take the room for which another has just been preempted
            admitWaiting();
        }
        // at least a nanosecond: a step of no cost must still end after it began, or the caller sees an idle engine
        return running.isEmpty()
                ? 0
                : Math.max(1, cost.nanos(new StepWork(decoding, contextTokens, prefillTokens, prefillPairs)));
    }

    /**
     * Ends the step that was begun.
     *
     * @param token called for every sequence that has one token more, in the order in which they entered
     */
    public void endStep(Consumer<? super S> token) {
        for (int i = 0; i < running.size(); i++) {
            S sequence = running.get(i);
            if (!sequence.finished()) {
                boolean reading = !sequence.decoding();
                boolean made = sequence.compute();
                if (reading) {
                    cache.publish(sequence);
                }
                if (made) {
                    token.accept(sequence);
                }
            }
        }
        dropFinished();
    }

    private void continueRunning() {
        for (int i = 0; i < running.size() && budget > 0; i++) {
            S sequence = running.get(i);
            int tokens = Math.min(sequence.missing(), budget);
            boolean room = cache.grow(sequence, tokens);
            while (!room && running.size() > i) {
                preemptYoungest();
                room = running.size() > i && cache.grow(sequence, tokens);
            }
            if (room) {
                schedule(sequence, tokens);
            }
        }
    }

    private void admitWaiting() {
        while (budget > 0 && running.size() < limits.maxSequences() && !waiting.isEmpty()) {
            S sequence = waiting.element();
            int known = cache.known(sequence);
            int tokens = Math.min(sequence.missing() - known, budget);
            if (!cache.admit(sequence, known, tokens)) {
                break;
            }
            waiting.remove();
            running.add(sequence);
            sequence.enter(known);
            schedule(sequence, tokens);
        }
    }

    private void schedule(S sequence, int tokens) {
        sequence.schedule(tokens);
        budget -= tokens;
        if (sequence.decoding()) {
            decoding++;
            contextTokens += sequence.computed() + 1L;
        } else {
            prefillTokens += tokens;
            prefillPairs += (long) tokens * sequence.computed() + (long) tokens * (tokens + 1) / 2;
        }
    }

    private void preemptYoungest() {
        S youngest = running.remove(running.size() - 1);
        cache.release(youngest);
        youngest.forget();
        waiting.addFirst(youngest);
        preemptions++;
    }

    private void dropFinished() {
        running.removeIf(sequence -> {
            if (sequence.finished()) {
                cache.release(sequence);
            }
            return sequence.finished();
        });
    }
}
