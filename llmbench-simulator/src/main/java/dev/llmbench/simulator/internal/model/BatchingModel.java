package dev.llmbench.simulator.internal.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * An engine with continuous batching.
 *
 * <p>Time goes in steps. When one begins, waiting sequences enter in order of arrival while there is room, and the step takes
 * the prefill of those that enter plus one decode of those that ran before:
 *
 * <pre>
 * prefill = overhead + perToken * prompt tokens that enter    (0 when none enters)
 * decode  = base + perSequence * sequences that ran before    (0 when none did)
 * </pre>
 *
 * <p>When it ends, every sequence, new or old, has one token more, and those that are finished leave. So a prefill delays
 * the tokens of all others, and a lone sequence has its first token after its prefill and one every {@code base +
 * perSequence} then. What arrives during a step waits for its end.
 *
 * <p>Not thread-safe; the caller keeps the time.
 *
 * @param <S> the caller's kind of sequence
 */
public final class BatchingModel<S extends Sequence> {
    private final BatchCosts costs;
    private final Deque<S> waiting = new ArrayDeque<>();
    private final List<S> running = new ArrayList<>();

    /** Creates an idle engine. */
    public BatchingModel(BatchCosts costs) {
        this.costs = costs;
    }

    /** Puts a sequence at the end of the queue. */
    public void arrive(S sequence) {
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

    /**
     * Begins the next step.
     *
     * @return how long it takes, or 0 when there is nothing to do
     */
    public long beginStep() {
        running.removeIf(Sequence::finished);
        int decoding = running.size();
        long prefillTokens = 0;
        while (running.size() < costs.maxSequences() && !waiting.isEmpty()) {
            int prompt = waiting.element().promptTokens();
            if (prefillTokens > 0 && prefillTokens + prompt > costs.maxPrefillTokens()) {
                break;
            }
            prefillTokens += prompt;
            running.add(waiting.remove());
        }
        // at least a nanosecond: a step of no cost must still end after it began, or the caller sees an idle engine
        return running.isEmpty() ? 0 : Math.max(1, costs.prefillNanos(prefillTokens) + costs.decodeNanos(decoding));
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
                sequence.generate();
                token.accept(sequence);
            }
        }
        running.removeIf(Sequence::finished);
    }
}
